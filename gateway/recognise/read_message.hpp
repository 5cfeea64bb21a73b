// x-message: what the partnership's catalogue says of a type beyond its fields.
#pragma once

#include "gateway/recognise/message_spec.hpp"
#include "gateway/recognise/spec_reader.hpp"

namespace micklegate::recognise {

/// After read_fields().
void read_message(SpecReader& reader, MessageSpec& spec);

}  // namespace micklegate::recognise
