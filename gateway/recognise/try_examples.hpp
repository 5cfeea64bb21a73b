// A type's own examples: what its makers believe would pass must pass.
#pragma once

#include "gateway/recognise/message_spec.hpp"
#include "gateway/recognise/spec_reader.hpp"

namespace micklegate::recognise {

/// After everything else of `spec` is read and compiled.
void try_examples(SpecReader& reader, MessageSpec const& spec);

}  // namespace micklegate::recognise
