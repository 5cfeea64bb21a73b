// Dates as people write them: 1990-03-14, 14/3/90, 14th of March 1990.
#pragma once

#include "gateway/guard/squashed.hpp"

namespace micklegate::guard {

struct FoundDate {
    std::size_t word = 0;  ///< where it begins
    std::string date;      ///< eight digits, year first
};

/// In the order of the text, day before month as in England; a year of two digits stands for both centuries.
[[nodiscard]] std::vector<FoundDate> find_dates(Squashed const& text);

}  // namespace micklegate::guard
