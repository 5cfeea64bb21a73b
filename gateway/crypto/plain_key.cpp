#include "gateway/crypto/plain_key.hpp"

#include <sodium.h>

#include <algorithm>

namespace micklegate::crypto {

PlainKey PlainKey::random()
{
    PlainKey key;
    randombytes_buf(key.bytes_.data(), key.bytes_.size());
    return key;
}

std::optional<PlainKey> PlainKey::copy_of(ByteView bytes)
{
    PlainKey key;
    if (bytes.size() != key.bytes_.size())
        return std::nullopt;
    std::ranges::copy(bytes, key.bytes_.begin());
    return key;
}

PlainKey::PlainKey(PlainKey&& other) noexcept : bytes_{other.bytes_} { wipe(other.bytes_); }

PlainKey::~PlainKey() { wipe(bytes_); }

PlainKey PlainKey::derived(std::string_view purpose) const
{
    PlainKey key;
    crypto_generichash(key.bytes_.data(), key.bytes_.size(), as_bytes(purpose).data(), purpose.size(), bytes_.data(),
                       bytes_.size());
    return key;
}

void wipe(std::span<std::uint8_t> bytes) noexcept { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace micklegate::crypto
