#include "gateway/crypto/site_keys.hpp"

#include "gateway/base/invariant.hpp"

#include <sodium.h>

namespace micklegate::crypto {
namespace {

// Part of the format of a site: a number is never used for a second purpose.
constexpr std::uint64_t kLogKey = 1;
constexpr std::uint64_t kPseudonymKey = 2;
constexpr std::uint64_t kEventKey = 3;
constexpr std::uint64_t kActorKey = 4;
constexpr std::uint64_t kSubjectKey = 5;
constexpr std::uint64_t kNoticeKey = 6;
constexpr char const* kContext = "mickgate";

Secret subkey(Secret const& site_key, std::uint64_t number)
{
    Secret key{32};
    crypto_kdf_derive_from_key(key.writable().data(), 32, number, kContext, site_key.view().data());
    return key;
}

}  // namespace

SiteKeys SiteKeys::derive(Secret const& site_key)
{
    invariant(site_key.view().size() == crypto_kdf_KEYBYTES, "a site key has 32 bytes");
    return SiteKeys{SigningKey::from_seed(subkey(site_key, kLogKey).view()),
                    subkey(site_key, kPseudonymKey),
                    subkey(site_key, kEventKey),
                    subkey(site_key, kActorKey),
                    subkey(site_key, kSubjectKey),
                    SigningKey::from_seed(subkey(site_key, kNoticeKey).view())};
}

}  // namespace micklegate::crypto
