#include "gateway/crypto/hash.hpp"

#include "gateway/base/invariant.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <memory>

namespace micklegate::crypto {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

/// Fetching the algorithm costs more than hashing a log entry, so each thread does it once.
EVP_MD_CTX* context()
{
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local std::unique_ptr<EVP_MD_CTX, FreeContext> const own{EVP_MD_CTX_new()};
    invariant(own && EVP_DigestInit_ex2(own.get(), algorithm, nullptr) == 1, "SHA-256 is available");
    return own.get();
}

Digest finish(EVP_MD_CTX* hash)
{
    Digest digest;
    invariant(EVP_DigestFinal_ex(hash, digest.data(), nullptr) == 1, "SHA-256 finishes");
    return digest;
}

}  // namespace

Digest sha256(std::initializer_list<ByteView> parts)
{
    EVP_MD_CTX* const hash = context();
    for (ByteView const part : parts)
        invariant(EVP_DigestUpdate(hash, part.data(), part.size()) == 1, "SHA-256 takes bytes");
    return finish(hash);
}

Digest sha256(ByteView bytes) { return sha256({bytes}); }

std::string pseudonym(Secret const& key, std::string_view domain, std::string_view identifier)
{
    std::array<std::uint8_t, 16> out{};
    crypto_generichash_state state;
    std::uint8_t const separator = 0;
    crypto_generichash_init(&state, key.view().data(), key.view().size(), out.size());
    crypto_generichash_update(&state, as_bytes(domain).data(), domain.size());
    crypto_generichash_update(&state, &separator, 1);
    crypto_generichash_update(&state, as_bytes(identifier).data(), identifier.size());
    crypto_generichash_final(&state, out.data(), out.size());
    return hex(out);
}

Salt random_salt()
{
    Salt salt;
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

std::string commitment(ByteView salt, ByteView value)
{
    invariant(salt.size() >= 16, "a commitment's salt has 16 bytes");
    return hex(sha256({salt, value}));
}

}  // namespace micklegate::crypto
