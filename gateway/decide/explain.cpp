#include "gateway/decide/explain.hpp"

#include "gateway/base/joined.hpp"
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

/// What nobody said to whoever asks is not the same as what did not hold.
std::string_view unknown_here(policy::Condition const& condition, recognise::Message const& message)
{
    bool const area = std::holds_alternative<policy::AreaCondition>(condition.asks);
    if (area && message.areas == nullptr)
        return ": not known here, because no register of areas was asked.";
    bool const ages = std::holds_alternative<policy::RecipientTakesAgeCondition>(condition.asks);
    if (ages && !message.recipient_age_low)
        return ": not known here, because the ages the recipient takes were not given.";
    return {};
}

bool lacks_knowledge(policy::PolicySet const& policy, recognise::Message const& message)
{
    for (RuleRef const& ref : policy.index.find(message.spec->type, *message.sender, *message.recipient))
        for (policy::Condition const& condition : ref.rule->conditions)
            if (!unknown_here(condition, message).empty())
                return true;
    return false;
}

std::string verdict(Finding const& finding, recognise::Message const& message)
{
    if (finding.held)
        return ": held.";
    auto const unknown = unknown_here(*finding.condition, message);
    return unknown.empty() ? ": did not hold." : std::string{unknown};
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
                            verdict(finding, look.message));
    if (found.empty())
        sentences.emplace_back("The rule has no condition on the message's content.");
}

std::string field_sentence(recognise::FieldSpec const& field, bool released, std::string const& recipient_kind)
{
    return field.name + " ('" + field.title + "', class " + field.field_class + "): " +
           (released ? "released: the agreement lists it among what " + recipient_kind + " needs."
                     : "withheld: the agreement does not list it among what " + recipient_kind + " needs.");
}

/// "2026-11-23 08:30" as clocks in England show it.
std::string english_time(Moment moment)
{
    auto const two_digits = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    auto const minutes = london_time_of_day(moment).count();
    return iso_date(london_date(moment)) + " " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string escalation(policy::Rule const& rule)
{
    if (rule.escalation.empty())
        return "the duty desk";
    std::string const every = rule.escalation.size() > 1 ? ", one every " + rule.escalate_every.text : std::string{};
    return joined(rule.escalation, ", then ") + every;
}

void explain_obligations(Decision const& decision, std::optional<Moment> due, Sentences& sentences)
{
    policy::Rule const& rule = *decision.rule;
    sentences.push_back(due ? "Deadline: " + rule.acknowledgement + " by " + english_time(*due) + " in England (" +
                                  rule.deadline.text + ")."
                            : "The rule sets no deadline.");
    if (due)
        sentences.push_back("When it is missed, the gateway turns to: " + escalation(rule) + ".");
    sentences.push_back("Retention: " + rule.retention + ". " + decision.agreement->retention.at(rule.retention));
    auto const days = decision.agreement->gateway_days.find(rule.retention);
    sentences.push_back(days == decision.agreement->gateway_days.end()
                            ? "The agreement does not say how long the gateway keeps its own sealed copy."
                            : "The gateway keeps its own sealed copy for " + std::to_string(days->second) +
                                  " days after the message is settled.");
    sentences.push_back("Marking: " + rule.marking + ".");
}

void explain_fields(recognise::Message const& message, policy::Rule const& rule, Explanation& told)
{
    for (recognise::FieldSpec const& field : message.spec->fields) {
        if (!message.event.data.contains(field.name))
            continue;
        bool const released = rule.release.contains(field.name);
        (released ? told.released : told.withheld).push_back(field.name);
        told.sentences.push_back(field_sentence(field, released, message.recipient->kind));
    }
}

}  // namespace

Explanation explain(policy::PolicySet const& policy, recognise::Message const& message, Moment now)
{
    auto const decision = decide(policy, message, now);
    Explanation told;
    told.sentences = {outcome(decision)};
    told.allowed = decision.has_value();
    told.code = decision ? "" : decision.error().code;
    told.rule = decision ? full_name(*decision->agreement, *decision->rule) : decision.error().rule;
    if (decision) {
        std::string const& purpose = decision->rule->purpose;
        told.sentences.push_back("Purpose " + purpose + ": " + decision->agreement->purposes.at(purpose));
        told.sentences.push_back("Necessity: " + decision->rule->necessity);
    } else if (lacks_knowledge(policy, message)) {
        told.sentences.emplace_back(
            "What is not known here counted as not held: a gateway knows it and may decide "
            "otherwise.");
    }
    for (RuleRef const& ref : policy.index.find(message.spec->type, *message.sender, *message.recipient))
        explain_rule(ref, {message, policy.calendar, now}, told.sentences);
    if (!decision)
        return told;
    explain_fields(message, *decision->rule, told);
    told.deadline = deadline(policy, *decision->rule, message.event.data, now, message.recipient_days);
    explain_obligations(*decision, told.deadline, told.sentences);
    return told;
}

}  // namespace micklegate::decide
