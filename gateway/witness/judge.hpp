// C2SP tlog-witness add-checkpoint, decided from the request and from what the witness holds, and from nothing else.
#pragma once

#include "gateway/evidence/checkpoint.hpp"

#include <optional>
#include <variant>

namespace micklegate::witness {

using evidence::Checkpoint;

/// What the two texts of the specification answer to another root at the size that was cosigned.
enum class Edition {
    kMain,  ///< 422
    kV1,    ///< 409, as v1.0.0 has it
};

struct Answer {
    unsigned status = 200;
    std::string content_type;
    std::string body;
};

/// A request that reads well, of a log that is witnessed and that signed it.
struct Submission {
    std::uint64_t old_size = 0;
    std::vector<evidence::Digest> proof;
    Checkpoint checkpoint;
    std::vector<evidence::NoteSignature> log_lines;  ///< of the log, verified; no other line is looked at
};

/// 400, 404 or 403 for what is no submission. `logs` are the trusted keys; a key's name is its log's origin.
[[nodiscard]] std::variant<Submission, Answer> read_submission(std::string_view body,
                                                               std::vector<evidence::NoteKey> const& logs);

/// 409 or 422 where the log did not grow from what is held; nothing where it did, and may be cosigned.
[[nodiscard]] std::optional<Answer> refusal_of(Submission const& submission, std::optional<Checkpoint> const& held,
                                               Edition edition);

/// Whether the log's signature is under another tree than the held one of the same size: no honest log has two.
[[nodiscard]] bool is_fork(Checkpoint const& seen, Checkpoint const& held) noexcept;

}  // namespace micklegate::witness
