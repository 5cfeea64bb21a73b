#include "gateway/decide/candidates.hpp"

#include "gateway/decide/conditions.hpp"

namespace micklegate::decide {
namespace {

bool is_party(Agreement const& agreement, Agency const& agency)
{
    return std::any_of(agreement.parties.begin(), agreement.parties.end(),
                       [&](std::string const& party) { return party == agency.kind || party == agency.id.get(); });
}

}  // namespace

std::vector<Candidate> candidates_for(PolicySet const& policy, recognise::Message const& message)
{
    std::vector<Candidate> candidates;
    auto const [first, last] = policy.index.equal_range(message.spec->type);
    for (auto entry = first; entry != last; ++entry) {
        auto const [agreement, rule] = entry->second;
        if (rule->from.contains(message.sender->kind) && rule->to.contains(message.recipient->kind) &&
            is_party(*agreement, *message.sender) && is_party(*agreement, *message.recipient))
            candidates.push_back({agreement, rule});
    }
    return candidates;
}

bool in_force(Agreement const& agreement, Date today) noexcept
{
    return agreement.valid_from <= today && today <= agreement.valid_until;
}

bool conditions_hold(Rule const& rule, recognise::Message const& message, Date today)
{
    auto const found = findings(rule, message, today);
    return std::all_of(found.begin(), found.end(), [](Finding const& finding) { return finding.held; });
}

bool one_purpose(std::vector<Candidate> const& candidates)
{
    return std::all_of(candidates.begin(), candidates.end(), [&](Candidate const& candidate) {
        return candidate.rule->purpose == candidates.front().rule->purpose;
    });
}

std::string full_name(Candidate const& candidate) { return candidate.agreement->name + "/" + candidate.rule->name; }

}  // namespace micklegate::decide
