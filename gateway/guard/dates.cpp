#include "gateway/guard/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace micklegate::guard {
namespace {

constexpr std::size_t kGluedDate = 8;

struct Parts {
    int day = 0;
    int month = 0;
    int year = 0;
    bool short_year = false;
};

class Reader {
public:
    Reader(Squashed const& text, std::size_t first) : text_{text}, first_{first} {}

    [[nodiscard]] std::optional<Parts> date() const
    {
        if (auto const glued = glued_date())
            return glued;
        if (auto const named = day_month_year())
            return named;
        if (auto const american = month_day_year())
            return american;
        return numbers();
    }

private:
    [[nodiscard]] bool there(std::size_t offset) const { return first_ + offset < text_.size(); }
    [[nodiscard]] std::string_view word(std::size_t offset) const
    {
        std::string_view view = text_.word(first_ + offset);
        return view.substr(0, view.find('\n'));
    }
    [[nodiscard]] char gap(std::size_t offset) const { return text_.words()[first_ + offset].gap; }
    [[nodiscard]] bool within_part(std::size_t offset) const { return there(offset) && gap(offset) != '\n'; }

    [[nodiscard]] static std::optional<int> number(std::string_view digits, std::size_t fewest, std::size_t most)
    {
        int value = 0;
        auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        bool const whole = fault == std::errc{} && end == digits.data() + digits.size();
        return whole && digits.size() >= fewest && digits.size() <= most ? std::optional{value} : std::nullopt;
    }
    [[nodiscard]] std::optional<int> day(std::size_t offset) const { return within(number(word(offset), 1, 2), 31); }
    [[nodiscard]] static std::optional<int> within(std::optional<int> value, int most)
    {
        return value && *value >= 1 && *value <= most ? value : std::nullopt;
    }
    [[nodiscard]] static std::optional<int> named_month(std::string_view name)
    {
        static constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                                  "may",       "june",     "july",     "august",
                                                                  "september", "october",  "november", "december"};
        auto const* const found = std::find(kMonths.begin(), kMonths.end(), name);
        return found == kMonths.end() ? std::nullopt : std::optional{static_cast<int>(found - kMonths.begin()) + 1};
    }
    [[nodiscard]] std::optional<Parts> with_year(int day, int month, std::size_t offset) const
    {
        if (!within_part(offset))
            return std::nullopt;
        if (auto const year = number(word(offset), 4, 4))
            return Parts{day, month, *year, false};
        if (auto const year = number(word(offset), 2, 2))
            return Parts{day, month, *year, true};
        return std::nullopt;
    }

    /// "14031990", "19900314", "14mar1990".
    [[nodiscard]] std::optional<Parts> glued_date() const
    {
        std::string_view const whole = word(0);
        if (whole.size() < kGluedDate - 1 || whole.front() < '0' || whole.front() > '9')
            return std::nullopt;
        if (auto const digits = number(whole, kGluedDate, kGluedDate)) {
            int const value = *digits;
            if (Parts const year_first{value % 100, value / 100 % 100, value / 10'000, false}; plausible(year_first))
                return year_first;
            if (Parts const day_first{value / 1'000'000, value / 10'000 % 100, value % 10'000, false};
                plausible(day_first))
                return day_first;
            return std::nullopt;
        }
        std::size_t const name = whole.find_first_not_of("0123456789");
        std::size_t const year = whole.find_first_of("0123456789", name);
        if (name == std::string_view::npos || year == std::string_view::npos)
            return std::nullopt;
        Meaning const* const month = meaning_of(whole.substr(name, year - name));
        auto const month_number = month == nullptr ? std::nullopt : named_month(month->usual);
        auto const day_number = within(number(whole.substr(0, name), 1, 2), 31);
        auto const year_number = number(whole.substr(year), 2, 4);
        if (!month_number || !day_number || !year_number)
            return std::nullopt;
        return Parts{*day_number, *month_number, *year_number, whole.size() - year == 2};
    }
    [[nodiscard]] static bool plausible(Parts const& parts)
    {
        return parts.day >= 1 && parts.day <= 31 && parts.month >= 1 && parts.month <= 12 && parts.year >= 1900 &&
               parts.year <= 2100;
    }
    /// "14 March 1990", "14th of March 90".
    [[nodiscard]] std::optional<Parts> day_month_year() const
    {
        std::size_t const month = within_part(1) && word(1) == "of" ? 2 : 1;
        if (!within_part(month) || !text_.is(first_ + month, kMonth))
            return std::nullopt;
        auto const first = day(0);
        return first ? with_year(*first, *named_month(word(month)), month + 1) : std::nullopt;
    }
    /// "March 14, 1990".
    [[nodiscard]] std::optional<Parts> month_day_year() const
    {
        if (!text_.is(first_, kMonth) || !within_part(1))
            return std::nullopt;
        auto const second = day(1);
        auto const parts = second ? with_year(*second, *named_month(word(0)), 2) : std::nullopt;
        return parts && !parts->short_year ? parts : std::nullopt;
    }
    /// "14/3/90", "1990-03-14", and "14 03 1990", where only a whole year tells that it is a date.
    [[nodiscard]] std::optional<Parts> numbers() const
    {
        if (!within_part(1) || !within_part(2) || gap(1) != gap(2) || gap(1) == ',')
            return std::nullopt;
        auto const month = within(number(word(1), 1, 2), 12);
        if (!month)
            return std::nullopt;
        auto const year = number(word(0), 4, 4);
        auto const last = year ? day(2) : std::nullopt;
        if (last)
            return Parts{*last, *month, *year, false};
        auto const first = day(0);
        auto const parts = first ? with_year(*first, *month, 2) : std::nullopt;
        return parts && (gap(1) != 0 || !parts->short_year) ? parts : std::nullopt;
    }

    Squashed const& text_;
    std::size_t first_;
};

std::string eight_digits(Parts const& parts, int century)
{
    std::string const digits = std::to_string(((century + parts.year) * 100 + parts.month) * 100 + parts.day);
    return digits.size() == kGluedDate ? digits : std::string{};
}

}  // namespace

std::vector<FoundDate> find_dates(Squashed const& text)
{
    std::vector<FoundDate> dates;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text.begins_with_digit(i) && !text.is(i, kMonth))
            continue;
        auto const parts = Reader{text, i}.date();
        if (!parts)
            continue;
        if (!parts->short_year)
            dates.push_back({i, eight_digits(*parts, 0)});
        else
            for (int const century : {1900, 2000})
                dates.push_back({i, eight_digits(*parts, century)});
    }
    return dates;
}

}  // namespace micklegate::guard
