// A policy set small enough to see whole: one message type, one agreement, one rule.
#pragma once

#include "gateway/policy/policy_set.hpp"

namespace micklegate::policy {

inline recognise::MessageSpec spec_of(std::string const& type, std::vector<recognise::FieldSpec> fields)
{
    recognise::MessageSpec spec;
    spec.type = MessageType{type};
    spec.fields = std::move(fields);
    return spec;
}

inline recognise::FieldSpec field_of(std::string const& name, std::string const& title, std::string const& field_class)
{
    recognise::FieldSpec field;
    field.name = name;
    field.title = title;
    field.field_class = field_class;
    return field;
}

/// Police tell a provider of a referral: its reference and the victim's address, not what was said.
inline PolicySet small_set()
{
    PolicySet policy;
    MessageType const type{"demo.referral"};
    policy.catalogue.emplace(type, spec_of(type.get(), {field_of("ref", "Reference", "administrative"),
                                                        field_of("home", "Victim's address", "address_victim"),
                                                        field_of("notes", "What was said", "free_text")}));
    Rule rule;
    rule.name = "referral";
    rule.type = type;
    rule.from = {"police"};
    rule.to = {"da_provider", "prison"};
    rule.lawful_basis = "CON";
    rule.release = {"ref", "home"};
    Agreement agreement;
    agreement.name = "demo";
    agreement.rules = {rule};
    policy.agreements = {agreement};
    return policy;
}

inline Rule& only_rule(PolicySet& policy) { return policy.agreements.front().rules.front(); }

}  // namespace micklegate::policy
