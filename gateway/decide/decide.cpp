#include "gateway/decide/decide.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/decide/conditions.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

using policy::RuleRef;
using Refs = std::vector<RuleRef>;

std::string flow(recognise::Message const& message)
{
    return message.spec->type.get() + " from " + message.sender->kind + " to " + message.recipient->kind;
}

std::string name_of(RuleRef const& ref) { return full_name(*ref.agreement, *ref.rule); }

Stop refused(std::string code, std::string why, std::string rule = {})
{
    return Stop{Stop::Kind::kRefused, std::move(code), std::move(why), {}, std::move(rule)};
}

template <class Predicate>
void keep(Refs& refs, Predicate const& wanted)
{
    std::erase_if(refs, [&](RuleRef const& ref) { return !wanted(ref); });
}

std::set<std::string> purposes_of(Refs const& refs)
{
    std::set<std::string> purposes;
    for (RuleRef const& ref : refs)
        purposes.insert(ref.rule->purpose);
    return purposes;
}

Stop no_rule(recognise::Message const& message)
{
    return refused("not_allowed", "No agreement has a rule for " + flow(message) + ". This message type passes from " +
                                      joined(message.spec->senders) + " to " + joined(message.spec->recipients) + ".");
}

bool one_purpose(Refs const& refs)
{
    return std::all_of(refs.begin(), refs.end(),
                       [&](RuleRef const& ref) { return ref.rule->purpose == refs.front().rule->purpose; });
}

/// Empty where the agreement holds today.
std::optional<Stop> not_in_force(RuleRef const& ref, Date today, Suspension suspension)
{
    policy::Agreement const& agreement = *ref.agreement;
    if (today < agreement.valid_from)
        return refused("agreement_not_yet_valid",
                       "The agreement " + agreement.name + " is in force from " + iso_date(agreement.valid_from) + ".",
                       name_of(ref));
    if (agreement.valid_until < today)
        return refused("agreement_lapsed",
                       "The agreement " + agreement.name + " lapsed after " + iso_date(agreement.valid_until) + ".",
                       name_of(ref));
    if (agreement.suspended && suspension == Suspension::kDenies)
        return refused("agreement_suspended", "The partners have suspended the agreement " + agreement.name + ".",
                       name_of(ref));
    return std::nullopt;
}

std::ptrdiff_t held_count(std::vector<Finding> const& found)
{
    return std::count_if(found.begin(), found.end(), [](Finding const& finding) { return finding.held; });
}

/// The rule that came nearest to allowing, so that the refusal speaks of the border that was really crossed.
Stop nearest_refusal(Refs const& refs, Look const& look)
{
    RuleRef nearest;
    std::vector<Finding> found;
    for (RuleRef const& ref : refs) {
        auto looked_at = findings(*ref.rule, look);
        if (nearest.rule != nullptr && held_count(looked_at) <= held_count(found))
            continue;
        nearest = ref;
        found = std::move(looked_at);
    }
    auto const missed = std::find_if(found.begin(), found.end(), [](Finding const& finding) { return !finding.held; });
    std::string conditions;
    for (Finding const& finding : found)
        conditions += (conditions.empty() ? " " : "; ") + question(*finding.condition, *look.message.spec) +
                      (finding.held ? " (held)" : " (did not hold)");
    return refused(missed->condition->code,
                   "Rule " + name_of(nearest) + " would allow it if all its conditions held:" + conditions + ".",
                   name_of(nearest));
}

}  // namespace

Passed<Decision> decide(policy::PolicySet const& policy, recognise::Message const& message, Moment now,
                        Suspension suspension)
{
    auto refs = policy.index.find(message.spec->type, *message.sender, *message.recipient);
    if (refs.empty())
        return no_rule(message);

    std::string const& purpose = message.event.purpose;
    std::string const all = joined(purposes_of(refs));
    keep(refs, [&](RuleRef const& ref) { return purpose.empty() || ref.rule->purpose == purpose; });
    if (refs.empty())
        return refused("not_allowed",
                       "No rule allows " + flow(message) + " for the purpose given. The purposes are: " + all + ".");
    if (!one_purpose(refs))
        return refused("not_allowed", "Rules for " + flow(message) +
                                          " have several purposes, and the sender named none of them: " + all + ".");

    auto const& named = message.event.agreement;
    keep(refs, [&](RuleRef const& ref) { return !named || ref.agreement->name == *named; });
    if (refs.empty())
        return refused("agreement_not_named", "The agreement the sender named has no rule for " + flow(message) + ".");

    RuleRef const first = refs.front();
    Date const today = london_date(now);
    keep(refs, [&](RuleRef const& ref) { return !not_in_force(ref, today, suspension); });
    if (refs.empty())
        return *not_in_force(first, today, suspension);

    Look const look{message, policy.calendar, now};
    auto allowing = refs;
    keep(allowing, [&](RuleRef const& ref) { return conditions_hold(*ref.rule, look); });
    if (allowing.empty())
        return nearest_refusal(refs, look);
    if (allowing.size() > 1)
        return refused("ambiguous_agreement", "More than one rule allows " + flow(message) + ", among them " +
                                                  name_of(allowing[0]) + " and " + name_of(allowing[1]) + ".");
    auto const [agreement, rule] = allowing.front();
    return Decision{agreement, rule,
                    "Rule " + name_of(allowing.front()) + " allows " + flow(message) + " for " + rule->purpose + ". " +
                        rule->lawful_basis_text};
}

bool may_send(policy::PolicySet const& policy, MessageType const& type, std::string const& sender_kind, Moment now)
{
    auto const& refs = policy.index.of_type(type);
    Date const today = london_date(now);
    return std::any_of(refs.begin(), refs.end(), [&](RuleRef const& ref) {
        return ref.rule->from.contains(sender_kind) && !not_in_force(ref, today, Suspension::kDenies);
    });
}

}  // namespace micklegate::decide
