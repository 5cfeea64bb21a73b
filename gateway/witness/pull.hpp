// A witness that asks: the checkpoint that waits for its witnesses, or else the log's newest, and the tiles that prove
// it grew, judged like any submission.
#pragma once

#include "gateway/evidence/verify_log.hpp"
#include "gateway/witness/witness.hpp"

namespace micklegate::witness {

struct Pulled {
    Checkpoint seen;
    std::optional<Checkpoint> before;  ///< what was held when it was judged; nothing the first time
    std::string note;                  ///< for the gateway: what was cosigned now, or under suspicion what is held
    std::optional<Problem> suspicion;  ///< the log is behind what is held, or does not fit it; both notes are kept
};

/// One round. `log` is one of the witness's logs, and `source` serves it. A problem where nothing can be said of the
/// log: kIntegrity when its checkpoint is not signed by `log`, the source's own when it cannot be asked.
[[nodiscard]] Result<Pulled> pull(Witness const& witness, evidence::NoteKey const& log, evidence::LogSource& source);

}  // namespace micklegate::witness
