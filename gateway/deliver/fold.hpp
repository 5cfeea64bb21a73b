// Folds one journal entry into every projection. A pure function of the entry, so projections can be rebuilt from the
// journal.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/model/ids.hpp"

namespace micklegate::deliver {

/// `entry` is the canonical text as read back from the journal; kIntegrity when it cannot be read.
[[nodiscard]] Result<void> fold(Sequence index, std::string_view entry, commit::KeyValueWriter& out);

}  // namespace micklegate::deliver
