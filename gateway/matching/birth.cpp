#include "gateway/matching/birth.hpp"

#include "gateway/matching/spelling.hpp"

#include <cstdlib>

namespace micklegate::matching {
namespace {

/// The years that systems use for "no date".
constexpr int kLastYearOfNobody = 1901;

/// Years by which parents are older: a father and a son born on one day of the year may differ in one digit.
constexpr int kGeneration = 16;

int year_of(Date date) noexcept { return static_cast<int>(date.year()); }

bool is_first_of_january(Date date) noexcept
{
    return date.month() == std::chrono::January && date.day() == std::chrono::day{1};
}

}  // namespace

bool is_year_alone(std::optional<Date> const& birth) noexcept
{
    return birth && is_first_of_january(*birth) && year_of(*birth) > kLastYearOfNobody;
}

bool is_known(std::optional<Date> const& birth) noexcept { return birth && !is_first_of_january(*birth); }

std::optional<Date> exchanged(Date birth) noexcept
{
    Date const other{birth.year(), std::chrono::month{static_cast<unsigned>(birth.day())},
                     std::chrono::day{static_cast<unsigned>(birth.month())}};
    return other.ok() && other != birth ? std::optional{other} : std::nullopt;
}

Reason compare_births(std::optional<Date> const& asked, std::optional<Date> const& held)
{
    int const apart = asked && held ? std::abs(year_of(*asked) - year_of(*held)) : 0;
    bool const one_known = is_known(asked);
    bool const two_known = is_known(held);
    if ((!one_known && !is_year_alone(asked)) || (!two_known && !is_year_alone(held)))
        return Reason::kBirthUnknown;
    if (!one_known || !two_known)
        return apart <= kEstimate ? Reason::kBirthYear : Reason::kBirthDiffers;
    if (*asked == *held)
        return Reason::kBirthAgrees;
    if (exchanged(*asked) == *held)
        return Reason::kBirthExchanged;
    if (apart < kGeneration && edits_between(iso_date(*asked), iso_date(*held)) == 1)
        return Reason::kBirthOneSlip;
    return Reason::kBirthDiffers;
}

}  // namespace micklegate::matching
