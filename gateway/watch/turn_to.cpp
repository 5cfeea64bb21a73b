#include "gateway/watch/turn_to.hpp"

#include "gateway/policy/vocabulary.hpp"

#include <algorithm>

namespace micklegate::watch {
namespace {

bool is_of_kind(Partnership const& partnership, std::string const& agency, std::string_view kind)
{
    auto const found = partnership.agencies.find(AgencyId{agency});
    return found != partnership.agencies.end() && found->second.kind == kind;
}

std::optional<AgencyId> authority_of(std::string_view recipient, registers::SchoolRegister const& schools)
{
    auto const* const school = schools.by_urn(registers::urn_of_agency(recipient));
    return school == nullptr ? std::nullopt : std::optional{AgencyId{"la." + school->la_code}};
}

/// Where there are several, which of them is not guessed.
std::optional<AgencyId> only_other(std::string_view kind, commit::Entry const& accepted, Agencies const& agencies)
{
    auto const fits = [&](auto const& each) {
        return each.second.kind == kind && each.first.get() != accepted.recipient && !each.second.suspended;
    };
    auto const first = std::ranges::find_if(agencies, fits);
    if (first == agencies.end() || std::find_if(std::next(first), agencies.end(), fits) != agencies.end())
        return std::nullopt;
    return first->first;
}

std::optional<AgencyId> of_kind(std::string_view kind, commit::Entry const& accepted, Partnership const& partnership)
{
    auto const authority = authority_of(accepted.recipient, partnership.schools);
    if (authority && is_of_kind(partnership, authority->get(), kind))
        return authority;
    if (is_of_kind(partnership, accepted.agency, kind))
        return AgencyId{accepted.agency};
    return only_other(kind, accepted, partnership.agencies);
}

}  // namespace

AgencyId turned_to(std::string_view target, commit::Entry const& accepted, Partnership const& partnership)
{
    if (target == "duty_desk")
        return partnership.desk;
    auto const found = policy::holds(policy::agency_kinds(), target) ? of_kind(target, accepted, partnership)
                                                                     : std::optional{AgencyId{accepted.recipient}};
    auto const agency = found ? partnership.agencies.find(*found) : partnership.agencies.end();
    bool const reachable =
        agency != partnership.agencies.end() && !agency->second.suspended && agency->first.get() != accepted.instead_of;
    return reachable ? agency->first : partnership.desk;
}

}  // namespace micklegate::watch
