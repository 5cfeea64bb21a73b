// The entries a gateway writes before it serves: the log's first, and the policy set in force where it changed.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/policy/policy_set.hpp"

namespace micklegate::serve {

/// Blocks until they are durable.
[[nodiscard]] Result<void> write_opening_entries(commit::CommitLoop& commits, commit::Journal const& journal,
                                                 policy::PolicySet const& policy, std::string const& origin);

}  // namespace micklegate::serve
