#include "gateway/guard/needles.hpp"

#include "gateway/guard/value_needles.hpp"

#include <algorithm>
#include <limits>

namespace micklegate::guard {

void add_needle(std::vector<Needle>& needles, Reach reach, std::string squashed)
{
    if (reach == Reach::kCode)
        squashed = look_alike(squashed);
    bool const fits = !squashed.empty() && squashed.size() <= std::numeric_limits<std::uint16_t>::max();
    bool const known = std::any_of(needles.begin(), needles.end(), [&](Needle const& needle) {
        return needle.reach == reach && needle.squashed == squashed;
    });
    if (fits && !known)
        needles.push_back({reach, std::move(squashed)});
}

bool only(Roles roles, Squashed const& words, std::size_t first, std::size_t last)
{
    while (first < last && words.is(first, roles))
        ++first;
    return first == last;
}

void add_whole(std::vector<Needle>& needles, Squashed const& value)
{
    constexpr std::size_t kShortestWhole = 8;
    constexpr Roles kOrdinary = kEveryday | kCommon | kSchoolWord | kSchoolFiller;
    bool const numbered = value.text().find_first_of("0123456789") != std::string::npos;
    if ((numbered || value.text().size() >= kShortestWhole) && !only(kOrdinary, value, 0, value.size()))
        add_needle(needles, Reach::kWords, value.text());
}

std::vector<Needle> all_needles_of(std::string_view field_class, std::string_view value)
{
    if (field_class.starts_with("address_"))
        return address_needles(value);
    if (field_class.starts_with("contact_"))
        return contact_needles(value);
    if (field_class == "custody_location")
        return prison_needles(value);
    if (field_class == "child_school")
        return school_needles(value);
    if (field_class == "identity" || field_class == "criminal_allegation" || field_class == "third_party")
        return person_needles(value);
    return {};
}

std::vector<Needle> needles_of(std::string_view field_class, std::string_view value)
{
    auto needles = all_needles_of(field_class, value);
    if (needles.size() > kMostNeedles)
        needles.erase(needles.begin() + kMostNeedles, needles.end());
    return needles;
}

}  // namespace micklegate::guard
