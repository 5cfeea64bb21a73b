// What waits for the duty desk: a projection of the journal, one message at most for each event of a sender.
#pragma once

#include "gateway/commit/ledger.hpp"

namespace micklegate::deliver {

/// A held message waits until the desk releases or returns it, or its sender sends the event anew: what counts then is
/// the newer one.
void fold_held_queue(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

/// Whether the message that `held` recorded at `index` still waits.
[[nodiscard]] Result<bool> waits(commit::KeyValueReader const& reader, Sequence index, commit::Entry const& held);

/// The entries that held what waits: up to `most` after `after` (exclusive; empty for the beginning), oldest first.
/// Reads the whole queue, which people are to keep short.
[[nodiscard]] Result<std::vector<Sequence>> waiting(commit::KeyValueReader const& reader, std::optional<Sequence> after,
                                                    std::size_t most);

}  // namespace micklegate::deliver
