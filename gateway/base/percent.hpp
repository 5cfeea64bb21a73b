// Percent-encoding (RFC 3986 section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micklegate {

/// Everything but letters, digits and "-._~".
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// Nothing where an escape is broken. Whatever bytes the escapes stand for.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace micklegate
