// Reads the conditions of one rule: [[rule.age]], [[rule.consent]] and the others of the closed list.
#pragma once

#include "gateway/policy/condition.hpp"
#include "gateway/recognise/message_spec.hpp"
#include "gateway/toml/reader.hpp"

namespace micklegate::policy {

/// Faults go into the reader's file. `spec` is null where the rule's type is unknown, which is a fault already.
[[nodiscard]] std::vector<Condition> read_conditions(toml::Reader& rule, recognise::MessageSpec const* spec);

/// Refuses a key whose text names no field of the type; answers the field, or null.
recognise::FieldSpec const* check_field(toml::Reader& reader, std::string_view key, std::string const& name,
                                        recognise::MessageSpec const* spec);

}  // namespace micklegate::policy
