// What a field's schema may look like: every text and every list in it has an end, and nothing unnamed gets in.
#pragma once

#include "gateway/recognise/spec_reader.hpp"

namespace micklegate::recognise {

/// The schema of one top-level property, and of all that is inside it.
void check_field_shape(SpecReader& reader, boost::json::object const& property, std::string const& pointer);

}  // namespace micklegate::recognise
