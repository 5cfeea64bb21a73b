// The entries a gateway writes of itself: the log's first, and each policy set that comes into force.
#pragma once

#include "gateway/commit/commit_loop.hpp"

namespace micklegate::serve {

/// A set that is to decide from now on, as the log names it.
struct NewPolicy {
    std::string digest;
    std::vector<AgencyId> approved_by;  ///< their people are named in the approvals alone
};

/// What a gateway writes before it serves. Blocks until it is durable, as the other does; a set that the log names as
/// in force already is not named again.
[[nodiscard]] Result<void> write_opening_entries(commit::CommitLoop& commits, commit::Journal const& journal,
                                                 NewPolicy const& policy, std::string const& origin);
[[nodiscard]] Result<void> write_policy_entry(commit::CommitLoop& commits, NewPolicy const& policy);

/// Waits for the answers, one per intent. Not for the commit thread, as the next.
[[nodiscard]] Result<commit::Answers> commit_all(commit::CommitLoop& commits, std::vector<commit::Intent> intents);
/// Waits for the answer.
[[nodiscard]] Result<void> write_now(commit::CommitLoop& commits, commit::Intent intent);

}  // namespace micklegate::serve
