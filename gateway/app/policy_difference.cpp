#include "gateway/app/policy_difference.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/decide/conditions.hpp"
#include "gateway/json/canonical_json.hpp"

#include <algorithm>
#include <functional>

namespace micklegate::app {
namespace {

using policy::Agreement;
using policy::PolicySet;
using policy::Rule;
using recognise::MessageSpec;
using Sentences = std::vector<std::string>;
using Words = std::set<std::string>;

Words only_in(Words const& one, Words const& other)
{
    Words only;
    std::set_difference(one.begin(), one.end(), other.begin(), other.end(), std::inserter(only, only.end()));
    return only;
}

/// Names what came and what went.
void compare(std::string const& whose, Words const& before, Words const& after, Sentences& told)
{
    if (auto const more = only_in(after, before); !more.empty())
        told.push_back(whose + ": now also " + joined(more) + ".");
    if (auto const fewer = only_in(before, after); !fewer.empty())
        told.push_back(whose + ": no longer " + joined(fewer) + ".");
}

void compare(std::string const& whose, std::string const& before, std::string const& after, Sentences& told)
{
    if (before != after)
        told.push_back(whose + ": was \"" + before + "\", now \"" + after + "\".");
}

Words conditions_of(Rule const& rule, PolicySet const& set)
{
    Words conditions;
    for (policy::Condition const& condition : rule.conditions)
        conditions.insert(decide::question(condition, set.catalogue.at(rule.type)) + " (" + condition.code + ")");
    return conditions;
}

void compare_rules(std::string const& name, Rule const& before, Rule const& after,
                   std::pair<PolicySet const&, PolicySet const&> sets, Sentences& told)
{
    std::string const rule = "Rule " + name;
    compare(rule + ", message type", before.type.get(), after.type.get(), told);
    compare(rule + ", from", before.from, after.from, told);
    compare(rule + ", to", before.to, after.to, told);
    compare(rule + ", releases", before.release, after.release, told);
    compare(rule + ", conditions", conditions_of(before, sets.first), conditions_of(after, sets.second), told);
    compare(rule + ", purpose", before.purpose, after.purpose, told);
    compare(rule + ", lawful basis", before.lawful_basis + ": " + before.lawful_basis_text,
            after.lawful_basis + ": " + after.lawful_basis_text, told);
    compare(rule + ", necessity", before.necessity, after.necessity, told);
    compare(rule + ", deadline", before.deadline.text, after.deadline.text, told);
    compare(rule + ", acknowledgement", before.acknowledgement, after.acknowledgement, told);
    compare(rule + ", escalation", joined(before.escalation), joined(after.escalation), told);
    compare(rule + ", escalate every", before.escalate_every.text, after.escalate_every.text, told);
    compare(rule + ", retention", before.retention, after.retention, told);
    compare(rule + ", marking", before.marking, after.marking, told);
}

template <class Item>
using Named = std::map<std::string, Item const*>;

/// What is in both is handed to `both`, what is in one is told.
template <class Item>
void match(std::string const& what, Named<Item> const& before, Named<Item> const& after,
           std::function<void(std::string const&, Item const&, Item const&)> const& both, Sentences& told)
{
    for (auto const& [name, item] : before) {
        auto const now = after.find(name);
        if (now == after.end())
            told.push_back(what + " " + name + ": gone.");
        else
            both(name, *item, *now->second);
    }
    for (auto const& [name, item] : after)
        if (!before.contains(name))
            told.push_back(what + " " + name + ": new.");
}

Named<Agreement> agreements_of(PolicySet const& set)
{
    Named<Agreement> named;
    for (Agreement const& agreement : set.agreements)
        named.emplace(agreement.name, &agreement);
    return named;
}

Words gateway_days_of(Agreement const& agreement)
{
    Words days;
    for (auto const& [retention, number] : agreement.gateway_days)
        days.insert(retention + " " + std::to_string(number));
    return days;
}

Named<Rule> rules_of(Agreement const& agreement)
{
    Named<Rule> named;
    for (Rule const& rule : agreement.rules)
        named.emplace(full_name(agreement, rule), &rule);
    return named;
}

void compare_agreements(PolicySet const& before, PolicySet const& after, Sentences& told)
{
    match<Agreement>(
        "Agreement", agreements_of(before), agreements_of(after),
        [&](std::string const& name, Agreement const& was, Agreement const& is) {
            std::string const agreement = "Agreement " + name;
            std::size_t const unchanged = told.size();
            compare(agreement + ", valid", iso_date(was.valid_from) + " to " + iso_date(was.valid_until),
                    iso_date(is.valid_from) + " to " + iso_date(is.valid_until), told);
            compare(agreement + ", suspended", was.suspended ? "yes" : "no", is.suspended ? "yes" : "no", told);
            compare(agreement + ", parties", Words{was.parties.begin(), was.parties.end()},
                    Words{is.parties.begin(), is.parties.end()}, told);
            compare(agreement + ", days that the gateway keeps its copies", gateway_days_of(was), gateway_days_of(is),
                    told);
            match<Rule>(
                "Rule", rules_of(was), rules_of(is),
                [&](std::string const& rule, Rule const& one, Rule const& other) {
                    compare_rules(rule, one, other, {before, after}, told);
                },
                told);
            if (was.version != is.version)
                told.push_back(agreement + ": version " + was.version + ", now " + is.version + ".");
            else if (told.size() > unchanged)
                told.push_back(agreement + ": changed, and still calls itself version " + is.version + ".");
        },
        told);
}

Named<MessageSpec> types_of(PolicySet const& set)
{
    Named<MessageSpec> named;
    for (auto const& [type, spec] : set.catalogue)
        named.emplace(type.get(), &spec);
    return named;
}

std::string follows_of(MessageSpec const& spec)
{
    return spec.follows_field.empty() ? "nothing" : std::string{name_of(spec.effect)} + " " + spec.follows_field;
}

Words fields_of(MessageSpec const& spec)
{
    Words fields;
    for (recognise::FieldSpec const& field : spec.fields)
        fields.insert(field.name + " (" + field.field_class + ")");
    return fields;
}

void compare_types(PolicySet const& before, PolicySet const& after, Sentences& told)
{
    match<MessageSpec>(
        "Message type", types_of(before), types_of(after),
        [&](std::string const& name, MessageSpec const& was, MessageSpec const& is) {
            std::size_t const unchanged = told.size();
            compare("Message type " + name + ", fields", fields_of(was), fields_of(is), told);
            compare("Message type " + name + ", follows", follows_of(was), follows_of(is), told);
            if (told.size() == unchanged && json::canonical(was.schema) != json::canonical(is.schema))
                told.push_back("Message type " + name + ": its schema or examples changed.");
        },
        told);
}

}  // namespace

Sentences differences(PolicySet const& before, PolicySet const& after)
{
    Sentences told;
    compare_agreements(before, after, told);
    compare_types(before, after, told);
    if (told.empty() && before.digest != after.digest)
        told.emplace_back("The calendar, the invariants or a comment changed: compare the files.");
    return told;
}

}  // namespace micklegate::app
