#include "gateway/decide/decide.hpp"

#include "gateway/decide/candidates.hpp"
#include "gateway/decide/conditions.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

std::string flow(recognise::Message const& message)
{
    return message.spec->type.get() + " from " + message.sender->kind + " to " + message.recipient->kind;
}

Stop refused(std::string code, std::string why, std::string rule = {})
{
    return Stop{Stop::Kind::kRefused, std::move(code), std::move(why), {}, std::move(rule)};
}

/// The rule that came nearest to allowing, so that the refusal speaks of the border that was really crossed.
Stop nearest_refusal(std::vector<Candidate> const& candidates, recognise::Message const& message, Date today)
{
    Candidate const* nearest = nullptr;
    Finding missed;
    std::ptrdiff_t most_held = -1;
    for (Candidate const& candidate : candidates) {
        auto const found = findings(*candidate.rule, message, today);
        auto const held =
            std::count_if(found.begin(), found.end(), [](Finding const& finding) { return finding.held; });
        if (held <= most_held)
            continue;
        most_held = held;
        nearest = &candidate;
        missed = *std::find_if(found.begin(), found.end(), [](Finding const& finding) { return !finding.held; });
    }
    return refused(code(missed), sentence(missed, *message.spec), full_name(*nearest));
}

}  // namespace

Passed<Decision> decide(PolicySet const& policy, recognise::Message const& message, Moment now)
{
    auto candidates = candidates_for(policy, message);
    if (candidates.empty())
        return refused("not_allowed", "No agreement has a rule for " + flow(message) + ".");

    std::string const& purpose = message.event.purpose;
    keep(candidates, [&](Candidate const& candidate) { return purpose.empty() || candidate.rule->purpose == purpose; });
    if (candidates.empty())
        return refused("not_allowed", "No rule allows " + flow(message) + " for the purpose given.");
    if (!one_purpose(candidates))
        return refused("not_allowed",
                       "Rules for " + flow(message) + " have several purposes, and the sender named none.");

    auto const& named = message.event.agreement;
    keep(candidates, [&](Candidate const& candidate) { return !named || candidate.agreement->name == *named; });
    if (candidates.empty())
        return refused("agreement_not_named", "The agreement the sender named has no rule for " + flow(message) + ".");

    Candidate const first = candidates.front();
    Date const today = london_date(now);
    keep(candidates, [&](Candidate const& candidate) { return in_force(*candidate.agreement, today); });
    if (candidates.empty() && today < first.agreement->valid_from)
        return refused("agreement_not_yet_valid", "The agreement " + first.agreement->name + " is not yet in force.",
                       full_name(first));
    if (candidates.empty())
        return refused("agreement_lapsed", "The agreement " + first.agreement->name + " has lapsed.", full_name(first));

    auto allowing = candidates;
    keep(allowing, [&](Candidate const& candidate) { return conditions_hold(*candidate.rule, message, today); });
    if (allowing.empty())
        return nearest_refusal(candidates, message, today);
    if (allowing.size() > 1)
        return refused("ambiguous_agreement", "More than one rule allows " + flow(message) + ", among them " +
                                                  full_name(allowing[0]) + " and " + full_name(allowing[1]) + ".");
    auto const [agreement, rule] = allowing.front();
    return Decision{agreement, rule,
                    "Rule " + full_name(allowing.front()) + " allows " + flow(message) + " for " + rule->purpose +
                        ". " + rule->lawful_basis_text};
}

bool may_send(PolicySet const& policy, MessageType const& type, std::string const& sender_kind)
{
    auto const [first, last] = policy.index.equal_range(type);
    return std::any_of(first, last, [&](auto const& row) { return row.second.second->from.contains(sender_kind); });
}

}  // namespace micklegate::decide
