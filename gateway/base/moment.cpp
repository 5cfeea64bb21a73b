#include "gateway/base/moment.hpp"

#include <date/date.h>
#include <date/tz.h>

#include <array>
#include <cstdio>

namespace micklegate {
namespace {

using namespace std::chrono_literals;

Problem not_a_time() { return problem(ProblemCode::kInvalidValue, "is not an RFC 3339 date and time with an offset"); }
Problem not_a_date() { return problem(ProblemCode::kInvalidValue, "is not a calendar date written YYYY-MM-DD"); }

/// Reads exactly `width` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t width) noexcept
{
    if (at + width > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Four digits of a year can write it again in UTC.
bool is_writable(Moment moment)
{
    using namespace std::chrono;
    return sys_days{1y / January / 1} <= moment && moment < sys_days{10'000y / January / 1};
}

bool has(std::string_view text, std::size_t at, std::string_view any_of) noexcept
{
    return at < text.size() && any_of.find(text[at]) != std::string_view::npos;
}

date::time_zone const& london()
{
    static date::time_zone const* const zone = date::locate_zone("Europe/London");
    return *zone;
}

date::local_days local_days(Date day)
{
    return date::local_days{date::year{static_cast<int>(day.year())} / date::month{static_cast<unsigned>(day.month())} /
                            date::day{static_cast<unsigned>(day.day())}};
}

}  // namespace

Moment system_now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string rfc3339(Moment moment)
{
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::hh_mm_ss const time{moment - day};
    std::array<char, 40> text{};
    Date const date{day};
    int const n =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(n)};
}

Result<Moment> parse_rfc3339(std::string_view text)
{
    if (text.size() < 20 || !has(text, 10, "Tt") || !has(text, 13, ":") || !has(text, 16, ":"))
        return not_a_time();
    auto const date = parse_iso_date(text.substr(0, 10));
    int const hour = digits(text, 11, 2);
    int const minute = digits(text, 14, 2);
    int const second = digits(text, 17, 2);
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return not_a_time();

    std::size_t at = 19;
    int millis = 0;
    if (has(text, at, ".")) {
        std::size_t const first = ++at;
        for (int scale = 100; has(text, at, "0123456789"); ++at, scale /= 10)
            millis += (text[at] - '0') * scale;
        if (at == first || at - first > 9)
            return not_a_time();
    }

    std::chrono::minutes offset{0};
    if (has(text, at, "+-")) {
        int const hours = digits(text, at + 1, 2);
        int const minutes = digits(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !has(text, at + 3, ":") || text.size() != at + 6)
            return not_a_time();
        offset = (std::chrono::hours{hours} + std::chrono::minutes{minutes}) * (text[at] == '-' ? -1 : 1);
    } else if (!has(text, at, "Zz") || text.size() != at + 1) {
        return not_a_time();
    }
    Moment const moment = Moment{std::chrono::sys_days{*date}} + std::chrono::hours{hour} +
                          std::chrono::minutes{minute} + std::chrono::seconds{second} +
                          std::chrono::milliseconds{millis} - offset;
    return is_writable(moment) ? Result<Moment>{moment} : not_a_time();
}

std::string iso_date(Date date)
{
    std::array<char, 24> text{};
    int const n = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text.data(), static_cast<std::size_t>(n)};
}

Result<Date> parse_iso_date(std::string_view text)
{
    int const year = digits(text, 0, 4);
    int const month = digits(text, 5, 2);
    int const day = digits(text, 8, 2);
    if (text.size() != 10 || year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-')
        return not_a_date();
    Date const date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok())
        return not_a_date();
    return date;
}

int age_in_years(Date birth, Date on) noexcept
{
    int const years = static_cast<int>(on.year()) - static_cast<int>(birth.year());
    bool const reached = on.month() > birth.month() || (on.month() == birth.month() && on.day() >= birth.day());
    return reached ? years : years - 1;
}

Date london_date(Moment moment)
{
    auto const local = date::floor<date::days>(london().to_local(moment));
    date::year_month_day const day{local};
    return Date{std::chrono::year{static_cast<int>(day.year())}, std::chrono::month{static_cast<unsigned>(day.month())},
                std::chrono::day{static_cast<unsigned>(day.day())}};
}

std::chrono::minutes london_time_of_day(Moment moment)
{
    auto const local = london().to_local(moment);
    return std::chrono::floor<std::chrono::minutes>(local - date::floor<date::days>(local));
}

Moment london_moment(Date date, std::chrono::minutes time_of_day)
{
    return std::chrono::floor<std::chrono::milliseconds>(
        london().to_sys(local_days(date) + time_of_day, date::choose::earliest));
}

}  // namespace micklegate
