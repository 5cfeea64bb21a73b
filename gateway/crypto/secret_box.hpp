// Secret-key encryption for what only the site may read back (libsodium secretbox: XSalsa20-Poly1305).
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/base/result.hpp"

namespace micklegate::crypto {

/// The bytes that a box adds to its content.
inline constexpr std::size_t kLockOverhead = 24 + 16;

/// nonce || box, under a fresh random nonce. `key` has 32 bytes.
[[nodiscard]] Bytes lock(ByteView key, ByteView content);
/// kIntegrity when the key is another or the box was changed.
[[nodiscard]] Result<Bytes> unlock(ByteView key, ByteView box);

}  // namespace micklegate::crypto
