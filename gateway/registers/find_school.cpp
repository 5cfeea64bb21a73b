// The search of the school register: exact, or a reason why a person has to look.
#include "gateway/registers/postcode.hpp"
#include "gateway/registers/school_name.hpp"
#include "gateway/registers/schools.hpp"

#include <algorithm>

namespace micklegate::registers {
namespace {

using Schools = std::vector<School const*>;
using Links = std::multimap<std::string, std::string, std::less<>>;
using Kind = SchoolMatch::Kind;

void add_once(Schools& schools, School const* school)
{
    if (school != nullptr && std::find(schools.begin(), schools.end(), school) == schools.end())
        schools.push_back(school);
}

/// `from` and every school the links lead to. Each is visited once, so a circle in the register ends.
Schools follow(SchoolRegister const& schools, Links const& links, School const& from, bool past_open)
{
    Schools reached{&from};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (reached[i]->open && !past_open)
            continue;
        auto const [first, last] = links.equal_range(reached[i]->urn);
        for (auto link = first; link != last; ++link)
            add_once(reached, schools.by_urn(link->second));
    }
    return reached;
}

bool takes(School const& school, std::optional<int> age) noexcept
{
    return !age || (*age >= school.age_low.value_or(*age) && *age <= school.age_high.value_or(*age));
}

SchoolMatch only_one_of(Schools const& open)
{
    if (open.size() == 1)
        return {Kind::kExact, open.front()};
    return {open.empty() ? Kind::kClosed : Kind::kAmbiguous, nullptr};
}

}  // namespace

std::vector<School const*> SchoolRegister::open_heirs(School const& school) const
{
    Schools heirs = follow(*this, successors_, school, false);
    std::erase_if(heirs, [](School const* heir) { return !heir->open; });
    return heirs;
}

SchoolMatch SchoolRegister::find(SchoolQuery const& query) const
{
    if (!query.urn.empty())
        return find_by_urn(query);
    return query.name.empty() ? SchoolMatch{} : find_by_name(query);
}

SchoolMatch SchoolRegister::find_by_urn(SchoolQuery const& query) const
{
    School const* const named = by_urn(query.urn);
    if (named == nullptr)
        return {};

    if (!query.name.empty() || !query.postcode.empty()) {
        // What the officer was told may be the school's name or address before or after it became another URN.
        Schools family = follow(*this, successors_, *named, true);
        for (School const* earlier : follow(*this, predecessors_, *named, true))
            add_once(family, earlier);
        std::string const name = fold_school_name(query.name);
        auto const postcode = canonical_postcode(query.postcode);
        bool const agrees = std::any_of(family.begin(), family.end(), [&](School const* member) {
            return (!name.empty() && fold_school_name(member->name) == name) ||
                   (postcode && member->postcode == *postcode);
        });
        if (!agrees)
            return {Kind::kAmbiguous, nullptr};
    }
    return only_one_of(open_heirs(*named));
}

SchoolMatch SchoolRegister::find_by_name(SchoolQuery const& query) const
{
    auto const [first, last] = by_folded_name_.equal_range(fold_school_name(query.name));
    if (first == last)
        return {};

    auto const postcode = canonical_postcode(query.postcode);
    bool any_at_postcode = false;
    bool any_closed = false;
    Schools fitting;
    for (auto entry = first; entry != last; ++entry) {
        School const& named = *by_urn(entry->second);
        Schools const heirs = open_heirs(named);
        bool const at_postcode =
            query.postcode.empty() || (postcode && (named.postcode == *postcode ||
                                                    std::any_of(heirs.begin(), heirs.end(), [&](School const* heir) {
                                                        return heir->postcode == *postcode;
                                                    })));
        if (!at_postcode)
            continue;
        any_at_postcode = true;
        any_closed = any_closed || (heirs.empty() && takes(named, query.age));
        for (School const* heir : heirs)
            if (takes(*heir, query.age))
                add_once(fitting, heir);
    }
    if (!any_at_postcode)
        return {Kind::kAmbiguous, nullptr};
    if (fitting.empty() && !any_closed)
        return {};
    return only_one_of(fitting);
}

}  // namespace micklegate::registers
