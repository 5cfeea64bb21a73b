#include "gateway/crypto/signing.hpp"

#include "gateway/base/invariant.hpp"

#include <sodium.h>

namespace micklegate::crypto {

SigningKey SigningKey::from_seed(ByteView seed32)
{
    invariant(seed32.size() == crypto_sign_SEEDBYTES, "an Ed25519 seed has 32 bytes");
    SigningKey key;
    crypto_sign_seed_keypair(key.public_.data(), key.secret_.writable().data(), seed32.data());
    return key;
}

Signature SigningKey::sign(ByteView message) const
{
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.view().data());
    return signature;
}

bool verify(VerifyKey const& key, ByteView message, ByteView signature)
{
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace micklegate::crypto
