#include "gateway/crypto/sealed_box.hpp"

#include "gateway/base/invariant.hpp"

#include <sodium.h>

namespace micklegate::crypto {

static_assert(kSealOverhead == crypto_box_SEALBYTES);

Bytes seal_to(SealKey const& recipient, ByteView content)
{
    Bytes sealed(content.size() + kSealOverhead);
    int const status = crypto_box_seal(sealed.data(), content.data(), content.size(), recipient.data());
    invariant(status == 0, "agency seal keys were checked when enrolled");
    return sealed;
}

OpeningKey::OpeningKey(Secret secret) : secret_{std::move(secret)}
{
    invariant(secret_.view().size() == crypto_box_SECRETKEYBYTES, "an X25519 secret has 32 bytes");
    crypto_scalarmult_base(public_.data(), secret_.view().data());
}

OpeningKey OpeningKey::from_secret(Secret secret) { return OpeningKey{std::move(secret)}; }
OpeningKey OpeningKey::generate() { return OpeningKey{Secret::random(crypto_box_SECRETKEYBYTES)}; }

Result<Bytes> OpeningKey::open(ByteView sealed) const
{
    Bytes content(sealed.size() < kSealOverhead ? 0 : sealed.size() - kSealOverhead);
    if (sealed.size() < kSealOverhead ||
        crypto_box_seal_open(content.data(), sealed.data(), sealed.size(), public_.data(), secret_.view().data()) != 0)
        return problem(ProblemCode::kIntegrity, "The sealed message does not open with this key.",
                       "Use the identity of the agency it was sealed to.");
    return content;
}

}  // namespace micklegate::crypto
