#include "gateway/crypto/secret_box.hpp"

#include <sodium.h>

namespace micklegate::crypto {
namespace {

constexpr std::size_t kNonce = crypto_secretbox_NONCEBYTES;
static_assert(kLockOverhead == kNonce + crypto_secretbox_MACBYTES);

}  // namespace

Bytes lock(ByteView key, ByteView content)
{
    Bytes box(content.size() + kLockOverhead);
    randombytes_buf(box.data(), kNonce);
    crypto_secretbox_easy(box.data() + kNonce, content.data(), content.size(), box.data(), key.data());
    return box;
}

Result<Bytes> unlock(ByteView key, ByteView box)
{
    Bytes content(box.size() < kLockOverhead ? 0 : box.size() - kLockOverhead);
    if (box.size() < kLockOverhead || crypto_secretbox_open_easy(content.data(), box.data() + kNonce,
                                                                 box.size() - kNonce, box.data(), key.data()) != 0)
        return problem(ProblemCode::kIntegrity, "A stored box does not open with its key.",
                       "Check that the site key is the one this site was made with.");
    return content;
}

}  // namespace micklegate::crypto
