// C2SP signed-note v1.0.0: a text and the signatures under it.
#pragma once

#include "gateway/crypto/signing.hpp"

namespace micklegate::evidence {

/// A verifier key, `<name>+<key id>+<base64>` (type 0x01, Ed25519).
struct NoteKey {
    std::string name;
    std::uint32_t id = 0;
    crypto::VerifyKey key{};
};

/// Not empty, UTF-8, no space of any kind, no control character and no '+'.
[[nodiscard]] bool valid_key_name(std::string_view name) noexcept;
/// Precondition: the name is valid.
[[nodiscard]] NoteKey note_key(std::string name, crypto::VerifyKey const& key);
[[nodiscard]] std::string vkey_text(NoteKey const& key);
/// kInvalidValue when the id does not belong to the key, the type is another or the name is not allowed.
[[nodiscard]] Result<NoteKey> parse_vkey(std::string_view text);

/// `text` must end in a newline. The result is the whole note with one signature.
[[nodiscard]] std::string sign_note(std::string_view text, std::string_view name, crypto::SigningKey const& key);

/// The note's text when a signature of `key` stands under it and verifies; unknown signers are ignored, a failing line
/// of `key` rejects the note.
[[nodiscard]] Result<std::string> open_note(std::string_view note, NoteKey const& key);

}  // namespace micklegate::evidence
