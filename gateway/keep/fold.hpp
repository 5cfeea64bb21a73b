// What is kept for how long, folded from the journal: due copies, holds, and requests for erasures.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::keep {

void fold(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

}  // namespace micklegate::keep
