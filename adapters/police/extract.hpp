// A police extract for MATAC, translated: each row of the CSV becomes one report of an incident with one victim.
#pragma once

#include "gateway/matac/ranked.hpp"

namespace micklegate::police {

/// Where a row has what keeps it, or a part of it, from counting; never what stands there.
struct RowRemark {
    std::size_t row = 0;  ///< from 1 below the header
    std::string column;
    std::string why;

    auto operator<=>(RowRemark const&) const = default;
};

struct Extract {
    std::size_t rows = 0;
    std::vector<matac::Reported> reports;
    std::vector<std::size_t> row_of;     ///< for each report, its row
    std::vector<RowRemark> left_out;     ///< rows that are no report
    std::vector<RowRemark> passed_over;  ///< cells that were not used, of rows that count all the same
};

/// Columns stand in any order; one that is unknown, missing or there twice is a problem of the whole file.
[[nodiscard]] Result<Extract> read_extract(std::string_view csv);

struct Ranking {
    std::vector<matac::Ranked> list;  ///< those with an incident that counts
    std::size_t without = 0;          ///< people of whom nothing counts
    std::vector<RowRemark> left_out;  ///< every row that is in no score, and why; in order of rows
};

[[nodiscard]] Ranking rank_extract(Extract const& extract, matac::Weights const& weights, Date as_of);

}  // namespace micklegate::police
