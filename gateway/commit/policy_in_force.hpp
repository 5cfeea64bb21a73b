// Which policy sets the journal recorded as in force, and which of them last.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::commit {

void fold_policy(Sequence index, Entry const& entry, KeyValueWriter& out);
/// Its digest; empty where none was recorded yet.
[[nodiscard]] Result<std::string> policy_in_force(KeyValueReader const& reader);

struct PolicyChange {
    Sequence index = 0;
    std::string digest;
};
/// Each set that came into force, the oldest first; one that came back stands here again.
[[nodiscard]] Result<std::vector<PolicyChange>> policy_changes(KeyValueReader const& reader);

}  // namespace micklegate::commit
