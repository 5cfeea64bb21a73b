#include "gateway/crypto/short_hash.hpp"

#include "gateway/base/bytes.hpp"

#include <sodium.h>

namespace micklegate::crypto {

static_assert(sizeof(ShortHashKey) == crypto_shorthash_siphashx24_KEYBYTES);
static_assert(sizeof(ShortHash) == crypto_shorthash_siphashx24_BYTES);

ShortHash short_hash(ShortHashKey const& key, std::string_view text)
{
    ShortHash hash;
    crypto_shorthash_siphashx24(hash.data(), as_bytes(text).data(), text.size(), key.data());
    return hash;
}

}  // namespace micklegate::crypto
