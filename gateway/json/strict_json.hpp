// Strict JSON in: what two readers could understand differently is refused (RFC 8259, RFC 7493 I-JSON).
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/value.hpp>

#include <string_view>

namespace micklegate::json {

struct Bounds {
    std::size_t depth = 32;
    std::size_t string_bytes = 1024 * 1024;
    std::size_t members = 100'000;  ///< keys of one object, elements of one array
    bool fractions = true;  ///< false where the value will be hashed: only integers have one canonical form here
};

/// Parses one JSON text. Refuses duplicate keys, invalid UTF-8, lone surrogates, numbers outside +-2^53, fractions with
/// an exponent that overflow, trailing text, and anything past `bounds`. Faults name the JSON pointer, never the value,
/// or, where the text itself is at fault, its line and column. A key in a pointer is the caller's own text and is cut
/// to printable ASCII of at most 64 characters.
[[nodiscard]] Result<boost::json::value> parse_strict(std::string_view text, Bounds const& bounds = {});

/// The same of a file that people write: a fault is kConfiguration, and begins with "name:line:column: ".
[[nodiscard]] Result<boost::json::value> parse_file(std::string_view name, std::string_view text);

}  // namespace micklegate::json
