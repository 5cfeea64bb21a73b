// The fields of a message type: what each may hold, what is sensitive about it, and which identifier it is.
#pragma once

#include "gateway/recognise/message_spec.hpp"
#include "gateway/recognise/spec_reader.hpp"

namespace micklegate::recognise {

/// Fills `fields` from `schema`, and checks what the schema requires of them.
void read_fields(SpecReader& reader, MessageSpec& spec);

/// For what refers to fields: any of them, those that hold a text, those with one of some x-checks.
[[nodiscard]] Known any_field(MessageSpec const& spec);
[[nodiscard]] Known text_field(MessageSpec const& spec);
[[nodiscard]] Known people_list(MessageSpec const& spec);  ///< texts, or objects with a `name`
[[nodiscard]] Known date_field(MessageSpec const& spec);
[[nodiscard]] Known time_field(MessageSpec const& spec);  ///< a date, or a date and time
[[nodiscard]] Known uuid_field(MessageSpec const& spec);

}  // namespace micklegate::recognise
