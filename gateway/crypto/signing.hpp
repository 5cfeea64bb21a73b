// Ed25519 signatures (RFC 8032).
#pragma once

#include "gateway/crypto/secret.hpp"

namespace micklegate::crypto {

using VerifyKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A signing key made from a 32-byte seed. Thread-safe once built.
class SigningKey {
public:
    [[nodiscard]] static SigningKey from_seed(ByteView seed32);

    [[nodiscard]] VerifyKey const& verify_key() const noexcept { return public_; }
    [[nodiscard]] Signature sign(ByteView message) const;

private:
    SigningKey() : secret_{64} {}
    Secret secret_;
    VerifyKey public_{};
};

[[nodiscard]] bool verify(VerifyKey const& key, ByteView message, ByteView signature);

}  // namespace micklegate::crypto
