// The header line of a CSV whose columns are agreed: each is known, and none that must be there is missing.
#pragma once

#include "gateway/registers/csv_table.hpp"

#include <span>

namespace micklegate::rows {

struct KnownColumns {
    std::span<std::string_view const> required;
    std::span<std::string_view const> optional;
    std::string next;  ///< what to do about a fault
};

/// A first line without any of these names is taken for a row, of which no message may repeat a word.
[[nodiscard]] Result<void> check_columns(registers::CsvTable const& table, KnownColumns const& known);

}  // namespace micklegate::rows
