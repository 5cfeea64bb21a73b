// The line grammar that notes, checkpoints, proofs and paths share; everything has exactly one spelling.
#pragma once

#include "gateway/crypto/hash.hpp"

#include <optional>

namespace micklegate::evidence {

/// The text up to the next newline, which is consumed; nothing when no newline is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& rest) noexcept;

/// ASCII decimal without sign and without leading zeros.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text) noexcept;

/// From exactly 32 bytes.
[[nodiscard]] std::optional<crypto::Digest> to_digest(ByteView bytes) noexcept;
/// 32 bytes in base64.
[[nodiscard]] std::optional<crypto::Digest> parse_digest(std::string_view text);

}  // namespace micklegate::evidence
