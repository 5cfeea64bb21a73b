// x-recipient: where a message's recipient comes from.
#pragma once

#include "gateway/recognise/message_spec.hpp"
#include "gateway/recognise/spec_reader.hpp"

namespace micklegate::recognise {

/// After read_fields().
void read_recipient(SpecReader& reader, MessageSpec& spec);

}  // namespace micklegate::recognise
