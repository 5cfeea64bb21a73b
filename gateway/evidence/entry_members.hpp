// The members of an entry that a verifier reads, from their one spelling; only entry_form's .cpp files include this.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/crypto/hash.hpp"

#include <optional>

namespace micklegate::evidence {

/// RFC 3339 as rfc3339() writes it.
[[nodiscard]] std::optional<Moment> parse_entry_time(std::string_view text);
/// 64 hex digits in lower case.
[[nodiscard]] std::optional<crypto::Digest> parse_hex_digest(std::string_view text) noexcept;

}  // namespace micklegate::evidence
