// C2SP signed-note v1.0.0: a text and the signatures under it.
#pragma once

#include "gateway/evidence/note_key.hpp"

namespace micklegate::evidence {

/// x/mod stops at 100, the format asks for 16; a policy names 32 witnesses at most.
inline constexpr std::size_t kMostSignatures = 64;

/// A line under a note, verified or not.
struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    Bytes signature;  ///< what follows the 4-byte id

    [[nodiscard]] bool is_of(NoteKey const& key) const noexcept { return id == key.id && name == key.name; }
    friend bool operator==(NoteSignature const&, NoteSignature const&) = default;
};

struct Note {
    std::string text;  ///< ends in a newline
    std::vector<NoteSignature> signatures;
};

/// The text and its 1 to kMostSignatures lines; kInvalidValue for anything else. Nothing is verified.
[[nodiscard]] Result<Note> parse_note(std::string_view note);
/// Precondition: the text is UTF-8 lines. What parse_note() read comes out byte for byte as it went in.
[[nodiscard]] std::string note_text(Note const& note);
/// One signature line, with its newline.
[[nodiscard]] std::string signature_line(NoteSignature const& signature);
/// Of lines alone, as a witness answers them; at most kMostSignatures, and none is an empty list.
[[nodiscard]] Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines);

/// `text` must end in a newline. The result is the whole note with one signature.
[[nodiscard]] std::string sign_note(std::string_view text, std::string_view name, crypto::SigningKey const& key);

/// The note's text when a signature of `key` (type kEd25519) stands under it and verifies; unknown signers are ignored,
/// a failing line of `key` rejects the note.
[[nodiscard]] Result<std::string> open_note(std::string_view note, NoteKey const& key);
/// The same of a note that is already parsed: kIntegrity unless `key` signed it.
[[nodiscard]] Result<void> verify_note(Note const& note, NoteKey const& key);

}  // namespace micklegate::evidence
