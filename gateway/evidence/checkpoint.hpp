// C2SP tlog-checkpoint v1.0.0, without extension lines.
#pragma once

#include "gateway/evidence/merkle.hpp"
#include "gateway/evidence/signed_note.hpp"

namespace micklegate::evidence {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest root{};
};

[[nodiscard]] std::string checkpoint_text(Checkpoint const& checkpoint);
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note; the key's name is the origin.
[[nodiscard]] std::string sign_checkpoint(Checkpoint const& checkpoint, crypto::SigningKey const& key);
/// Verifies the signature and that the origin is the key's name.
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, NoteKey const& key);

}  // namespace micklegate::evidence
