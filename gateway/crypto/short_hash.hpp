// A keyed hash for many short texts: SipHash-2-4 with 128 bits (Aumasson and Bernstein 2012).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace micklegate::crypto {

/// Derived for one use. In ordinary memory: one is made for each link of each message, and guarded memory costs system
/// calls.
using ShortHashKey = std::array<std::uint8_t, 16>;
using ShortHash = std::array<std::uint8_t, 16>;

/// Only the holder of the key can test a guess.
[[nodiscard]] ShortHash short_hash(ShortHashKey const& key, std::string_view text);

}  // namespace micklegate::crypto
