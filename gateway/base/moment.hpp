// Time as the gateway keeps it: UTC milliseconds, read from a clock that tests can set.
#pragma once

#include "gateway/base/result.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace micklegate {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;
using Clock = std::function<Moment()>;

[[nodiscard]] Moment system_now();

/// RFC 3339 in UTC with milliseconds: 2026-11-21T19:37:00.000Z.
[[nodiscard]] std::string rfc3339(Moment moment);
/// RFC 3339 with any offset and up to nine fractional digits; sub-millisecond digits are dropped. A leap second (":60")
/// is refused, and so is what an offset takes out of the years 0001 to 9999: rfc3339() writes what this reads.
[[nodiscard]] Result<Moment> parse_rfc3339(std::string_view text);

/// ISO 8601 calendar date, YYYY-MM-DD.
[[nodiscard]] std::string iso_date(Date date);
[[nodiscard]] Result<Date> parse_iso_date(std::string_view text);

/// Completed years of age on `on` of a person born on `birth`; 29 February counts as reached on 1 March. Negative
/// before birth.
[[nodiscard]] int age_in_years(Date birth, Date on) noexcept;

/// The calendar date in Europe/London at `moment`.
[[nodiscard]] Date london_date(Moment moment);
/// What a wall clock in Europe/London shows at `moment`, in whole minutes since midnight.
[[nodiscard]] std::chrono::minutes london_time_of_day(Moment moment);
/// The moment of a wall-clock time in Europe/London; in the autumn's doubled hour the earlier, in spring's gap the
/// first moment after it.
[[nodiscard]] Moment london_moment(Date date, std::chrono::minutes time_of_day);

}  // namespace micklegate
