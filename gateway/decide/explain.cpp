#include "gateway/decide/explain.hpp"

#include "gateway/decide/conditions.hpp"

namespace micklegate::decide {
namespace {

using policy::RuleRef;
using Sentences = std::vector<std::string>;

std::string outcome(Passed<Decision> const& decision)
{
    if (decision)
        return "Allowed. " + decision->reason;
    return "Refused with " + decision.error().code + ". " + decision.error().why;
}

bool holds_on(policy::Agreement const& agreement, Date today)
{
    return agreement.valid_from <= today && today <= agreement.valid_until && !agreement.suspended;
}

void explain_rule(RuleRef const& ref, Look const& look, Sentences& sentences)
{
    policy::Agreement const& agreement = *ref.agreement;
    sentences.push_back("Rule " + full_name(agreement, *ref.rule) + ", purpose " + ref.rule->purpose +
                        ", agreement version " + agreement.version + ", in force from " +
                        iso_date(agreement.valid_from) + " to " + iso_date(agreement.valid_until) +
                        (agreement.suspended ? ", suspended" : "") +
                        (holds_on(agreement, london_date(look.now)) ? ": held." : ": did not hold."));
    auto const found = findings(*ref.rule, look);
    for (Finding const& finding : found)
        sentences.push_back("Condition: " + question(*finding.condition, *look.message.spec) +
                            (finding.held ? ": held." : ": did not hold."));
    if (found.empty())
        sentences.emplace_back("The rule has no condition on the message's content.");
}

std::string field_sentence(recognise::FieldSpec const& field, policy::Rule const& rule)
{
    bool const released = rule.release.contains(field.name);
    return field.name + " ('" + field.title + "', class " + field.field_class +
           "): " + (released ? "released, because the rule lists it." : "withheld, because the rule does not list it.");
}

void explain_obligations(policy::Rule const& rule, std::optional<Moment> due, Sentences& sentences)
{
    sentences.push_back(due ? "Deadline: " + rule.acknowledgement + " by " + rfc3339(*due) + " (" + rule.deadline.text +
                                  ")."
                            : "The rule sets no deadline.");
    std::string chain;
    for (std::string const& target : rule.escalation)
        chain += (chain.empty() ? "" : ", then ") + target;
    sentences.push_back(chain.empty() ? "Nobody further is told when it is missed."
                                      : "When it is missed, told in turn: " + chain + ".");
    sentences.push_back("Retention: " + rule.retention + ". Marking: " + rule.marking + ".");
}

}  // namespace

std::vector<std::string> explain(policy::PolicySet const& policy, recognise::Message const& message, Moment now)
{
    auto const decision = decide(policy, message, now);
    Sentences sentences{outcome(decision)};
    if (decision)
        sentences.push_back("Necessity: " + decision->rule->necessity);
    for (RuleRef const& ref : policy.index.find(message.spec->type, *message.sender, *message.recipient))
        explain_rule(ref, {message, policy.calendar, now}, sentences);
    if (!decision)
        return sentences;

    for (recognise::FieldSpec const& field : message.spec->fields)
        if (message.event.data.contains(field.name))
            sentences.push_back(field_sentence(field, *decision->rule));
    explain_obligations(*decision->rule, deadline(policy, *decision->rule, message.event.data, now), sentences);
    return sentences;
}

}  // namespace micklegate::decide
