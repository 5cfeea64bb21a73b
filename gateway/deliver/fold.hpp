// Folds one journal record into every projection. A pure function of the record, so projections can be rebuilt from the
// journal.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/commit/journal.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/model/ids.hpp"

namespace micklegate::deliver {

/// kIntegrity when the entry, or what it says of known values, cannot be read.
[[nodiscard]] Result<void> fold(Sequence index, commit::Record const& record, commit::KeyValueWriter& out);

}  // namespace micklegate::deliver
