// Whose signatures stand under a note: key names, key ids and verifier keys (C2SP signed-note v1.0.0).
#pragma once

#include "gateway/crypto/signing.hpp"

namespace micklegate::evidence {

/// What a key signs, as its type byte says.
enum class KeyType : std::uint8_t {
    kEd25519 = 0x01,      ///< the note's text
    kCosignature = 0x04,  ///< the text and a time, see cosignature.hpp
};

struct NoteKey {
    std::string name;
    std::uint32_t id = 0;
    crypto::VerifyKey key{};
    KeyType type = KeyType::kEd25519;

    friend bool operator==(NoteKey const&, NoteKey const&) = default;
};

/// Not empty, UTF-8, no space of any kind, no control character and no '+'.
[[nodiscard]] bool valid_key_name(std::string_view name) noexcept;
/// Precondition: the name is valid.
[[nodiscard]] NoteKey note_key(std::string name, crypto::VerifyKey const& key, KeyType type = KeyType::kEd25519);

/// `<name>+<key id>+<base64>`.
[[nodiscard]] std::string vkey_text(NoteKey const& key);
/// kInvalidValue when the id does not belong to the key, the type is not the expected one or the name is not allowed.
[[nodiscard]] Result<NoteKey> parse_vkey(std::string_view text, KeyType expected = KeyType::kEd25519);

}  // namespace micklegate::evidence
