// Keys of published test vectors, rebuilt from what their sources say.
#pragma once

#include "gateway/evidence/signed_note.hpp"

#include "gateway/crypto/hash.hpp"

namespace micklegate::evidence {

/// The key of the whole-chain vectors: its seed is the SHA-256 of a sentence.
inline crypto::SigningKey sample_log_key()
{
    crypto::initialise();
    return crypto::SigningKey::from_seed(crypto::sha256(as_bytes("tlogverify test log")));
}

constexpr std::string_view kSampleLog = "tlogverify.example/log";

}  // namespace micklegate::evidence
