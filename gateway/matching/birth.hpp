// Birth dates as records hold them: known, unknown, a year at best, or wrong by a slip of the pen.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/matching/reason.hpp"

#include <optional>

namespace micklegate::matching {

/// 1 January stands in for a day nobody knows, so no such date says more than its year; of 1900 and 1901, nothing.
[[nodiscard]] bool is_known(std::optional<Date> const& birth) noexcept;
[[nodiscard]] bool is_year_alone(std::optional<Date> const& birth) noexcept;

/// Years that an estimated age may be wrong by.
inline constexpr int kEstimate = 2;

/// Day and month exchanged; empty where that is no other date.
[[nodiscard]] std::optional<Date> exchanged(Date birth) noexcept;

/// One of the birth reasons.
[[nodiscard]] Reason compare_births(std::optional<Date> const& asked, std::optional<Date> const& held);

}  // namespace micklegate::matching
