#include "gateway/crypto/secret_box.hpp"

#include <sodium.h>

namespace micklegate::crypto {
namespace {

constexpr std::size_t kNonce = crypto_secretbox_NONCEBYTES;
constexpr std::size_t kOverhead = kNonce + crypto_secretbox_MACBYTES;

}  // namespace

Bytes lock(Secret const& key, ByteView content)
{
    Bytes box(content.size() + kOverhead);
    randombytes_buf(box.data(), kNonce);
    crypto_secretbox_easy(box.data() + kNonce, content.data(), content.size(), box.data(), key.view().data());
    return box;
}

Result<Bytes> unlock(Secret const& key, ByteView box)
{
    Bytes content(box.size() < kOverhead ? 0 : box.size() - kOverhead);
    if (box.size() < kOverhead || crypto_secretbox_open_easy(content.data(), box.data() + kNonce, box.size() - kNonce,
                                                             box.data(), key.view().data()) != 0)
        return problem(ProblemCode::kIntegrity, "A stored box does not open with the site key.",
                       "Check that the site key is the one this site was made with.");
    return content;
}

}  // namespace micklegate::crypto
