#include "gateway/base/london_text.hpp"

#include <array>

namespace micklegate {
namespace {

using std::chrono::minutes;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two_digits(long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string london_text(Moment moment)
{
    Date const date = london_date(moment);
    minutes const time = london_time_of_day(moment);
    return std::string{kDays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()]} + " " +
           std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string{kMonths[static_cast<unsigned>(date.month()) - 1]} + " " +
           std::to_string(static_cast<int>(date.year())) + " " + two_digits(time / std::chrono::hours{1}) + ":" +
           two_digits((time % std::chrono::hours{1}).count());
}

std::string london_text_with_zone(Moment moment)
{
    minutes const utc = std::chrono::floor<minutes>(moment - std::chrono::floor<std::chrono::days>(moment));
    return london_text(moment) + (london_time_of_day(moment) == utc ? " GMT" : " BST");
}

}  // namespace micklegate
