#include "gateway/terminal/london_text.hpp"

#include <array>

namespace micklegate::terminal {
namespace {

using std::chrono::minutes;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// London is an hour ahead of UTC or not; the second pass through the autumn's doubled hour is not.
minutes time_of_day(Moment moment, Date date)
{
    minutes const utc = std::chrono::floor<minutes>(moment - std::chrono::sys_days{date});
    minutes const summer = utc + std::chrono::hours{1};
    return london_moment(date, summer) == std::chrono::floor<minutes>(moment) ? summer : utc;
}

std::string two_digits(long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string london_text(Moment moment)
{
    Date const date = london_date(moment);
    minutes const time = time_of_day(moment, date);
    return std::string{kDays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()]} + " " +
           std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string{kMonths[static_cast<unsigned>(date.month()) - 1]} + " " +
           std::to_string(static_cast<int>(date.year())) + " " + two_digits(time / std::chrono::hours{1}) + ":" +
           two_digits((time % std::chrono::hours{1}).count());
}

std::string london_text(std::string_view rfc3339)
{
    Result<Moment> const moment = parse_rfc3339(rfc3339);
    return moment ? london_text(*moment) : std::string{};
}

}  // namespace micklegate::terminal
