// The proof that an entry stands in the log, as a file anybody can check (C2SP tlog-proof).
#pragma once

#include "gateway/commit/ledger.hpp"

namespace micklegate::commit {

/// Under the checkpoint of `note`, with the entry itself in its `extra` line. kNotFound where the entry is not under
/// it.
[[nodiscard]] Result<std::string> proof_of(Ledger const& ledger, Sequence index, std::string note);

}  // namespace micklegate::commit
