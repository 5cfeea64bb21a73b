// Canonical JSON out (RFC 8785): the one byte form of a value, so that hashes of it mean something.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>

namespace micklegate::json {

/// RFC 8785 text of a value of objects, arrays, strings, booleans, null and integers within +-2^53.
/// Precondition: no other numbers (read with Bounds::fractions false).
/// Keys are ordered by UTF-16 code units; strings must be valid UTF-8.
[[nodiscard]] std::string canonical(boost::json::value const& value);
[[nodiscard]] std::string canonical(boost::json::object const& object);

}  // namespace micklegate::json
