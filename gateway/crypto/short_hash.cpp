#include "gateway/crypto/short_hash.hpp"

#include "gateway/base/invariant.hpp"

#include <sodium.h>

namespace micklegate::crypto {

static_assert(kShortHashKey == crypto_shorthash_siphashx24_KEYBYTES);
static_assert(sizeof(ShortHash) == crypto_shorthash_siphashx24_BYTES);

ShortHash short_hash(Secret const& key, std::string_view text)
{
    invariant(key.view().size() == kShortHashKey, "a short hash's key has 16 bytes");
    ShortHash hash;
    crypto_shorthash_siphashx24(hash.data(), as_bytes(text).data(), text.size(), key.view().data());
    return hash;
}

}  // namespace micklegate::crypto
