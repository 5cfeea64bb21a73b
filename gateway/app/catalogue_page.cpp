#include "gateway/app/catalogue_page.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/decide/conditions.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

using policy::RuleRef;
using recognise::FieldSpec;
using recognise::MessageSpec;

constexpr std::string_view kHead =
    "# The catalogue of pathways\n"
    "\n"
    "Every message type this partnership's policies know, who sends it to whom, on what ground, and what reaches the "
    "recipient.\n"
    "Written by `micklegate policy catalogue policies`; change the files in [policies/](../policies/README.md) and "
    "write it anew.\n";

/// A cell ends at a bar.
std::string cell(std::string_view text)
{
    std::string escaped;
    for (char const c : text)
        escaped += c == '|' ? std::string{"\\|"} : std::string(1, c);
    return escaped;
}

std::string code(std::string_view word) { return "`" + std::string{word} + "`"; }

std::string anchor(std::string_view type)
{
    std::string link;
    std::copy_if(type.begin(), type.end(), std::back_inserter(link), [](char c) { return c != '.'; });
    return "[" + std::string{type} + "](#" + link + ")";
}

std::vector<MessageSpec const*> by_row(recognise::Catalogue const& catalogue)
{
    std::vector<MessageSpec const*> specs;
    for (auto const& entry : catalogue)
        specs.push_back(&entry.second);
    std::stable_sort(specs.begin(), specs.end(),
                     [](MessageSpec const* one, MessageSpec const* other) { return one->row < other->row; });
    return specs;
}

/// What the type's rules have for one key, without repeats, in the order of the rules.
template <class Key>
std::vector<std::string> distinct(std::vector<RuleRef> const& refs, Key const& key)
{
    std::vector<std::string> values;
    for (RuleRef const& ref : refs)
        if (std::string value = key(*ref.rule); std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(std::move(value));
    return values;
}

std::string overview(policy::PolicySet const& policy)
{
    std::string table =
        "\n| row | message type | what it is | from | to | basis | deadline | done when |\n"
        "|---|---|---|---|---|---|---|---|\n";
    for (MessageSpec const* const spec : by_row(policy.catalogue)) {
        auto const& refs = policy.index.of_type(spec->type);
        auto const bases = distinct(refs, [](policy::Rule const& rule) { return rule.lawful_basis; });
        auto const deadlines = distinct(refs, [](policy::Rule const& rule) { return rule.deadline.text; });
        table += "| " + std::to_string(spec->row) + " | " + anchor(spec->type.get()) + " | " + cell(spec->title) +
                 " | " + joined(spec->senders) + " | " + joined(spec->recipients) + " | " + joined(bases) + " | " +
                 joined(deadlines) + " | " + spec->completes + " |\n";
    }
    return table;
}

std::string conditions(policy::Rule const& rule, MessageSpec const& spec)
{
    std::vector<std::string> sentences;
    for (policy::Condition const& condition : rule.conditions)
        sentences.push_back(decide::question(condition, spec) + " (" + code(condition.code) + ")");
    return sentences.empty() ? "none" : joined(sentences, "; ");
}

std::string deadline(policy::Rule const& rule)
{
    if (rule.deadline.kind == policy::DeadlineRule::Kind::kNone)
        return "none";
    std::string const whom = rule.escalation.empty() ? std::string{"the duty desk"} : joined(rule.escalation);
    std::string const every = rule.escalation.size() < 2 ? std::string{} : ", every " + rule.escalate_every.text;
    return rule.deadline.text + ", met when " + rule.acknowledgement + "; when missed: " + whom + every;
}

std::string rules(std::vector<RuleRef> const& refs, MessageSpec const& spec)
{
    std::string text;
    for (RuleRef const& ref : refs) {
        policy::Rule const& rule = *ref.rule;
        text += "\n**" + full_name(*ref.agreement, rule) + "**: " + joined(rule.from) + " → " + joined(rule.to) +
                ", for " + code(rule.purpose) + " (" + rule.lawful_basis + "). " + rule.lawful_basis_text + "\n\n";
        text += "- Necessity: " + rule.necessity + "\n";
        text += "- Conditions: " + conditions(rule, spec) + ".\n";
        text += "- Deadline: " + deadline(rule) + ". Retention: " + code(rule.retention) + ", " +
                ref.agreement->retention.at(rule.retention) +
                " The gateway's own copy: " + std::to_string(ref.agreement->gateway_days.at(rule.retention)) +
                " days. Marking: " + rule.marking + ".\n";
    }
    return text;
}

bool is_required(MessageSpec const& spec, std::string const& field)
{
    auto const& required = json::array_at(spec.schema, "required");
    return std::find(required.begin(), required.end(), boost::json::value(field)) != required.end();
}

std::string released_to(std::vector<RuleRef> const& refs, std::string const& field)
{
    std::set<std::string> kinds;
    for (RuleRef const& ref : refs)
        if (ref.rule->release.contains(field))
            kinds.insert(ref.rule->to.begin(), ref.rule->to.end());
    return kinds.empty() ? "nobody" : joined(kinds);
}

std::string fields(std::vector<RuleRef> const& refs, MessageSpec const& spec)
{
    std::string table = "\n| field | title | class | required | a rule releases it to |\n|---|---|---|---|---|\n";
    for (FieldSpec const& field : spec.fields)
        table += "| " + code(field.name) + " | " + cell(field.title) + " | " + field.field_class + " | " +
                 (is_required(spec, field.name) ? "yes" : "") + " | " + released_to(refs, field.name) + " |\n";
    return table;
}

std::string follows(MessageSpec const& spec)
{
    if (spec.follows_field.empty())
        return {};
    return "It " + std::string{name_of(spec.effect)} + " the earlier message that " + code(spec.follows_field) +
           " names.\n";
}

std::string section(policy::PolicySet const& policy, MessageSpec const& spec)
{
    auto const& refs = policy.index.of_type(spec.type);
    std::string text = "\n## " + spec.type.get() + "\n\n" + spec.title + ". " +
                       json::text_at(spec.schema, "description") + "\n" + rules(refs, spec);
    text += "\nSteps after acceptance: " + (spec.states.empty() ? "none" : joined(spec.states)) + ".";
    text += spec.rejections.empty() ? " It cannot be rejected.\n"
                                    : " It may be rejected as " + joined(spec.rejections) + ".\n";
    return text + follows(spec) + fields(refs, spec);
}

}  // namespace

std::string catalogue_page(policy::PolicySet const& policy)
{
    std::string page{kHead};
    page += overview(policy);
    for (MessageSpec const* const spec : by_row(policy.catalogue))
        page += section(policy, *spec);
    return page;
}

}  // namespace micklegate::app
