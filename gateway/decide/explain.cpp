#include "gateway/decide/explain.hpp"

#include "gateway/decide/candidates.hpp"
#include "gateway/decide/conditions.hpp"

namespace micklegate::decide {
namespace {

using Sentences = std::vector<std::string>;

std::string outcome(Passed<Decision> const& decision)
{
    if (decision)
        return "Allowed. " + decision->reason;
    return "Refused with " + decision.error().code + ". " + decision.error().why;
}

void explain_rule(Candidate const& candidate, recognise::Message const& message, Date today, Sentences& sentences)
{
    Agreement const& agreement = *candidate.agreement;
    sentences.push_back("Rule " + full_name(candidate) + ", purpose " + candidate.rule->purpose +
                        ", agreement version " + agreement.version + ", in force from " +
                        iso_date(agreement.valid_from) + " to " + iso_date(agreement.valid_until) +
                        (in_force(agreement, today) ? ": held." : ": did not hold."));
    auto const found = findings(*candidate.rule, message, today);
    for (Finding const& finding : found)
        sentences.push_back("Condition: " + sentence(finding, *message.spec));
    if (found.empty())
        sentences.emplace_back("The rule has no condition on the message's content.");
}

std::string field_sentence(recognise::FieldSpec const& field, Rule const& rule)
{
    bool const released = rule.release.contains(field.name);
    return field.name + " ('" + field.title + "', class " + field.field_class +
           "): " + (released ? "released, because the rule lists it." : "withheld, because the rule does not list it.");
}

}  // namespace

std::vector<std::string> explain(PolicySet const& policy, recognise::Message const& message, Moment now)
{
    auto const decision = decide(policy, message, now);
    Sentences sentences{outcome(decision)};
    for (Candidate const& candidate : candidates_for(policy, message))
        explain_rule(candidate, message, london_date(now), sentences);
    if (!decision)
        return sentences;

    for (recognise::FieldSpec const& field : message.spec->fields)
        if (message.event.data.contains(field.name))
            sentences.push_back(field_sentence(field, *decision->rule));
    auto const due = deadline(policy, *decision->rule, now);
    sentences.push_back(due ? "Deadline: opened by " + rfc3339(*due) + " (" + decision->rule->deadline + ")."
                            : "The rule sets no deadline.");
    return sentences;
}

}  // namespace micklegate::decide
