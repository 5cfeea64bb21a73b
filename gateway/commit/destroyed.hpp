// Which entry destroyed the sealed bytes of which, so that whoever asks for them is told when and why.
#pragma once

#include "gateway/commit/ledger.hpp"

namespace micklegate::commit {

void fold_destroyed(Sequence index, Entry const& entry, KeyValueWriter& out);

/// The entry by which the sealed bytes of the one at `index` were destroyed; nothing where they were not.
[[nodiscard]] Result<std::optional<Sequence>> destroyed_by(KeyValueReader const& reader, Sequence index);

/// kGone for whoever asks for the sealed bytes of the entry at `index`, which are not there any more.
[[nodiscard]] Problem destroyed_copy(Ledger const& ledger, Sequence index);

}  // namespace micklegate::commit
