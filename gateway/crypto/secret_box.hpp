// Secret-key encryption for what only the site may read back (libsodium secretbox: XSalsa20-Poly1305).
#pragma once

#include "gateway/crypto/secret.hpp"

namespace micklegate::crypto {

/// nonce || box, under a fresh random nonce. `key` has 32 bytes.
[[nodiscard]] Bytes lock(Secret const& key, ByteView content);
/// kIntegrity when the key is another or the box was changed.
[[nodiscard]] Result<Bytes> unlock(Secret const& key, ByteView box);

}  // namespace micklegate::crypto
