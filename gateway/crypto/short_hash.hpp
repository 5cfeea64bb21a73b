// A keyed hash for many short texts: SipHash-2-4 with 128 bits (Aumasson and Bernstein 2012).
#pragma once

#include "gateway/crypto/secret.hpp"

#include <string_view>

namespace micklegate::crypto {

inline constexpr std::size_t kShortHashKey = 16;
using ShortHash = std::array<std::uint8_t, 16>;

/// Only the holder of the key can test a guess. `key` has 16 bytes.
[[nodiscard]] ShortHash short_hash(Secret const& key, std::string_view text);

}  // namespace micklegate::crypto
