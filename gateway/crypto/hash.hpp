// Hashes: SHA-256 (FIPS 180-4) for what strangers verify, keyed BLAKE2b (RFC 7693) for pseudonyms.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/crypto/secret.hpp"

#include <initializer_list>

namespace micklegate::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 over the concatenation of `parts`. Thread-safe.
[[nodiscard]] Digest sha256(std::initializer_list<ByteView> parts);
[[nodiscard]] Digest sha256(ByteView bytes);

/// Keyed 16-byte pseudonym, in hex: equal inputs are linkable to holders of the log, and only the key's holder can test
/// a guess. `domain` keeps different kinds of identifiers apart.
[[nodiscard]] std::string pseudonym(Secret const& key, std::string_view domain, std::string_view identifier);

using Salt = std::array<std::uint8_t, 16>;
/// Fresh and random. In ordinary memory: a salt travels with what it opens, and guarded memory costs system calls.
[[nodiscard]] Salt random_salt();

/// Salted commitment C = SHA-256(salt || value), in hex. The salt must hold at least 16 random bytes.
[[nodiscard]] std::string commitment(ByteView salt, ByteView value);

}  // namespace micklegate::crypto
