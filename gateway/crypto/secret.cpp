#include "gateway/crypto/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace micklegate::crypto {

namespace {

/// Guarded memory does not exist before libsodium has started, and the first secret may be older than main's first
/// line.
std::uint8_t* guarded(std::size_t size)
{
    static bool const started = (initialise(), true);
    return started ? static_cast<std::uint8_t*>(sodium_malloc(size)) : nullptr;
}

}  // namespace

void Secret::Wipe::operator()(std::uint8_t* bytes) const noexcept { sodium_free(bytes); }

Secret::Secret(std::size_t size) : bytes_{guarded(size)}, size_{size}
{
    if (!bytes_)
        throw std::bad_alloc{};
}

Secret Secret::copy_of(ByteView bytes)
{
    Secret secret{bytes.size()};
    std::ranges::copy(bytes, secret.writable().begin());
    return secret;
}

Secret Secret::random(std::size_t size)
{
    Secret secret{size};
    randombytes_buf(secret.writable().data(), size);
    return secret;
}

void initialise()
{
    if (sodium_init() < 0)
        throw std::runtime_error{"libsodium could not start"};
}

}  // namespace micklegate::crypto
