// Keys of published test vectors, rebuilt from what their sources say.
#pragma once

#include "gateway/evidence/signed_note.hpp"

#include "gateway/crypto/hash.hpp"

namespace micklegate::evidence {

/// As in the whole-chain vectors: the seed is the SHA-256 of a sentence.
inline crypto::SigningKey key_of_sentence(std::string_view sentence)
{
    crypto::initialise();
    return crypto::SigningKey::from_seed(crypto::sha256(as_bytes(sentence)));
}

inline crypto::SigningKey sample_log_key() { return key_of_sentence("tlogverify test log"); }
inline crypto::SigningKey sample_witness_key() { return key_of_sentence("tlogverify test log witness police"); }

constexpr std::string_view kSampleLog = "tlogverify.example/log";
constexpr std::string_view kSampleWitness = "police.example/witness";

inline NoteKey sample_witness()
{
    return note_key(std::string{kSampleWitness}, sample_witness_key().verify_key(), KeyType::kCosignature);
}

}  // namespace micklegate::evidence
