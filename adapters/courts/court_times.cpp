#include "adapters/courts/court_times.hpp"

#include "gateway/base/london_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace micklegate::courts {
namespace {

using std::chrono::minutes;

constexpr std::size_t kDateLength = 10;

/// Small letters, digits and colons; a point between hours and minutes is a colon.
std::string plain(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':')
            out += c;
        else if (c == '.' && out.find_first_not_of("0123456789") == std::string::npos)
            out += ':';
    }
    return out;
}

std::optional<int> number(std::string_view text, int most)
{
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty() || text.front() == '-' || value > most)
        return std::nullopt;
    return value;
}

/// Hours as they stand, 0 to 23.
std::optional<minutes> on_the_clock(std::string_view text)
{
    std::size_t const colon = text.find(':');
    auto const hours = number(text.substr(0, colon), 23);
    std::string_view rest = colon == std::string_view::npos ? "00" : text.substr(colon + 1);
    if (rest.size() == 5 && rest.substr(2) == ":00")
        rest = rest.substr(0, 2);
    auto const past = number(rest, 59);
    if (!hours || !past || rest.size() != 2)
        return std::nullopt;
    return std::chrono::hours{*hours} + minutes{*past};
}

/// A date and time in one text; of which a date alone is none.
std::optional<Moment> moment_of(CcdFields const& fields, std::string_view key)
{
    std::string const text = fields.text_if(key);
    if (text.empty())
        return std::nullopt;
    auto const moment = parse_rfc3339_or_london(text);
    if (moment)
        return *moment;
    fields.fail(key, court_date(text) ? "gives no time of day" : "is not a date and time");
    return std::nullopt;
}

/// A date in one field, whose own time of day is midnight because nobody chose it, and a time of day in another.
std::optional<Moment> moment_of(CcdFields const& fields, std::string_view day_key, std::string_view time_key)
{
    std::string const day = fields.text_if(day_key);
    std::string const time = fields.text_if(time_key);
    if (day.empty())
        return std::nullopt;
    auto const date = court_date(day.substr(0, day.find('T')));
    if (!date) {
        fields.fail(day_key, "is not a date");
        return std::nullopt;
    }
    if (!time.empty()) {
        if (auto const of_day = time_of_day(time))
            return london_moment(*date, *of_day);
        fields.fail(time_key, "is not one time of day; midnight is 00:00 of the day that begins with it");
        return std::nullopt;
    }
    auto const whole = parse_rfc3339_or_london(day);
    if (whole && london_time_of_day(*whole) != minutes{0})
        return *whole;
    fields.fail(time_key, "is missing: the date alone gives no time of day");
    return std::nullopt;
}

struct Done {
    Date on;
    std::optional<Moment> at;
};

/// In the fields in which different versions of the case system have kept it.
std::optional<Done> done(CcdFields const& order)
{
    CcdFields const other = order.inside("otherDetails");
    CcdFields const form = order.inside("fl404CustomFields");
    struct Place {
        CcdFields const* fields;
        std::string_view key;
    };
    for (auto const& [fields, key] :
         {Place{&order, "dateOrderMade"}, Place{&other, "orderMadeDate"}, Place{&form, "fl404bDateOrderMade"}}) {
        std::string const text = fields->text_if(key);
        if (text.empty())
            continue;
        if (auto const day = court_date(text))
            return Done{*day, std::nullopt};
        auto const moment = parse_rfc3339_or_london(text);
        if (moment)
            return Done{london_date(*moment), *moment};
        fields->fail(key, "is not a date");
        return std::nullopt;
    }
    order.fail("dateOrderMade", "is missing");
    return std::nullopt;
}

}  // namespace

std::optional<minutes> time_of_day(std::string_view text)
{
    std::string clock = plain(text);
    for (std::string_view const noon : {"noon", "12noon", "12:00noon", "midday", "12midday", "12:00midday"})
        if (clock == noon)
            return std::chrono::hours{12};
    bool const morning = clock.ends_with("am");
    if (!morning && !clock.ends_with("pm"))
        return clock.find(':') == std::string::npos ? std::nullopt : on_the_clock(clock);
    clock.resize(clock.size() - 2);
    auto const shown = on_the_clock(clock);
    constexpr std::chrono::hours kHalf{12};
    if (!shown || *shown >= kHalf + std::chrono::hours{1} || *shown < std::chrono::hours{1})
        return std::nullopt;
    minutes const of_half = *shown >= kHalf ? *shown - kHalf : *shown;
    return morning ? of_half : of_half + kHalf;
}

std::optional<Date> court_date(std::string_view text)
{
    if (auto const iso = parse_iso_date(text))
        return *iso;
    constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    std::string const words = plain(text);
    std::size_t const letter = words.find_first_not_of("0123456789");
    std::size_t const year = words.find_last_not_of("0123456789") + 1;
    if (letter == std::string::npos || words.size() - year != 4 || year < letter + 3)
        return std::nullopt;
    auto const* const month = std::ranges::find(kMonths, std::string_view{words}.substr(letter, 3));
    auto const day = number(std::string_view{words}.substr(0, letter), 31);
    auto const of_era = number(std::string_view{words}.substr(year), 9999);
    if (month == kMonths.end() || !day || !of_era)
        return std::nullopt;
    Date const date{std::chrono::year{*of_era}, std::chrono::month{static_cast<unsigned>(month - kMonths.begin()) + 1},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

Moment done_at(CcdFields const& order)
{
    auto const told = done(order);
    if (!told)
        return {};
    return told->at ? *told->at : london_moment(told->on, minutes{0});
}

Moment ended_at(CcdFields const& order)
{
    auto const told = done(order);
    if (!told)
        return {};
    if (told->at)
        return *told->at;
    auto const recorded = parse_rfc3339_or_london(order.text_if("dateCreated"));
    bool const same_day = recorded && london_date(*recorded) == told->on;
    return same_day ? *recorded : london_moment(told->on, minutes{0});
}

std::optional<Ending> ending_of(CcdFields const& fl404)
{
    constexpr std::string_view kOption = "orderEndDateAndTimeOptions";
    std::string const option = fl404.text_if(kOption);
    if (option == "noEndDate")
        return Ending{"no_end", std::nullopt};
    if (option == "untilNextHearing")
        return Ending{"until_hearing", std::nullopt};
    if (!option.empty() && option != "specifiedDateAndTime") {
        fl404.fail(kOption, "is none of noEndDate, untilNextHearing and specifiedDateAndTime");
        return std::nullopt;
    }
    auto at = moment_of(fl404, "orderSpecifiedDateTime");
    if (!at && !fl404.has("orderSpecifiedDateTime"))
        at = moment_of(fl404, "fl404bDateOrderEnd", "fl404bDateOrderEndTime");
    if (at)
        return Ending{"specified", at};
    if (!option.empty())
        fl404.fail("orderSpecifiedDateTime", "is missing");
    return std::nullopt;
}

std::optional<Moment> next_hearing(CcdFields const& fl404)
{
    if (fl404.has("fl404bDateAndTimeOfNextHearing"))
        return moment_of(fl404, "fl404bDateAndTimeOfNextHearing");
    return moment_of(fl404, "fl404bDateOfNextHearing", "fl404bTimeOfNextHearing");
}

Moment served_at(CcdFields const& statement)
{
    std::string_view const key =
        statement.has("servedDateTimeOption") ? "servedDateTimeOption" : "partiesServedDateTime";
    auto const at = moment_of(statement, key);
    if (!at)
        statement.fail("servedDateTimeOption", "is missing");
    return at.value_or(Moment{});
}

}  // namespace micklegate::courts
