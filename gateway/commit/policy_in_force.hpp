// Which policy set the journal last recorded as in force.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::commit {

void fold_policy(Entry const& entry, KeyValueWriter& out);
/// Its digest; empty where none was recorded yet.
[[nodiscard]] Result<std::string> policy_in_force(KeyValueReader const& reader);

}  // namespace micklegate::commit
