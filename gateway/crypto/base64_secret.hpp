// Secrets as a line of base64, the form in which key files hold them.
#pragma once

#include "gateway/crypto/secret.hpp"

#include <optional>
#include <string_view>

namespace micklegate::crypto {

/// With a final newline; wiped like any secret.
[[nodiscard]] Secret base64_line(ByteView secret);

/// Empty unless the line holds exactly `size` bytes; its newline may be missing.
[[nodiscard]] std::optional<Secret> secret_of_base64_line(std::string_view line, std::size_t size);

}  // namespace micklegate::crypto
