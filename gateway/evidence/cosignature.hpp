// C2SP cosignature/v1: a witness vouches that, to its knowledge, a log has only ever grown up to this checkpoint.
#pragma once

#include "gateway/evidence/signed_note.hpp"

#include <chrono>
#include <optional>

namespace micklegate::evidence {

/// Over the checkpoint's whole text and the time. Preconditions: `witness` is of type kCosignature and belongs to
/// `key`, and the time is not before 1970.
[[nodiscard]] NoteSignature cosign(std::string_view text, NoteKey const& witness, crypto::SigningKey const& key,
                                   std::chrono::sys_seconds time);

/// When the witness cosigned the note: the earliest where it did more than once, nothing where no line is its own.
/// kIntegrity when a line of its own does not verify. Precondition: `witness` is of type kCosignature.
[[nodiscard]] Result<std::optional<std::chrono::sys_seconds>> cosigned_at(Note const& note, NoteKey const& witness);

}  // namespace micklegate::evidence
