// Sealed boxes: anyone can seal to a public key, only its holder opens (libsodium crypto_box_seal: X25519,
// XSalsa20-Poly1305).
#pragma once

#include "gateway/crypto/secret.hpp"

namespace micklegate::crypto {

using SealKey = std::array<std::uint8_t, 32>;

/// The 48 bytes a sealed box adds to its content.
inline constexpr std::size_t kSealOverhead = 48;

[[nodiscard]] Bytes seal_to(SealKey const& recipient, ByteView content);

/// The holder's side of sealing. Thread-safe once built.
class OpeningKey {
public:
    /// From the 32-byte X25519 secret key.
    [[nodiscard]] static OpeningKey from_secret(Secret secret);
    [[nodiscard]] static OpeningKey generate();

    [[nodiscard]] SealKey const& seal_key() const noexcept { return public_; }
    [[nodiscard]] ByteView secret() const noexcept { return secret_.view(); }
    /// kIntegrity when the box is not for this key or was changed.
    [[nodiscard]] Result<Bytes> open(ByteView sealed) const;

private:
    explicit OpeningKey(Secret secret);
    Secret secret_;
    SealKey public_{};
};

}  // namespace micklegate::crypto
