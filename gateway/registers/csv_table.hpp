// CSV as RFC 4180 has it, read whole: a header line, then rows that remember the line they began on.
#pragma once

#include "gateway/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::registers {

struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  ///< of each row: the line it begins on; the header's is 1

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const noexcept;
};

struct CsvOptions {
    /// Where not empty: only these columns are kept, in this order; one that the text lacks is a problem.
    std::vector<std::string> columns;
    /// A row with more or fewer cells than the header has: a problem, or kept as it is. Only without `columns`.
    bool keep_ragged_rows = false;
    std::size_t max_rows = 200'000;
    std::size_t max_columns = 512;
    std::size_t max_cell_bytes = 64 * 1024;
};

/// Strict about quotes; spaces belong to their cell; empty lines are skipped; a UTF-8 byte order mark is dropped.
/// UTF-16, and a header without commas but with semicolons or tabs, are told by name. Cells
/// are bytes: the caller knows the encoding. Problems name the line or the column's header, never a cell.
[[nodiscard]] Result<CsvTable> parse_csv(std::string_view text, CsvOptions const& options = {});

}  // namespace micklegate::registers
