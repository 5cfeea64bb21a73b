// Retention: sealed copies of messages that were settled, and how long ago the days their agreements give them ended.
#pragma once

#include "gateway/commit/commit_loop.hpp"

namespace micklegate::keep {

struct Due {
    Sequence index = 0;  ///< of the entry that accepted or held the message
    std::string retention;
};

/// A copy becomes due so many days after the step that settled its message; whatever destroys it ends that.
void fold_due(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

struct DueSlice {
    std::vector<Due> due;
    std::optional<Sequence> next;  ///< from where to go on; nothing where that was the last
};

/// Looks at `most` copies from the entry at `from` on.
[[nodiscard]] Result<DueSlice> due_copies(commit::KeyValueReader const& reader, Moment now, Sequence from,
                                          std::size_t most);

/// How many copies one entry names.
inline constexpr std::size_t kMostOfAnExpiry = 1000;

/// An `expired` entry, which destroys those of the copies that are due still and whose subjects are not on hold. All
/// are of one retention class, and not more than kMostOfAnExpiry. Where none is left there is no entry, and the receipt
/// is empty.
[[nodiscard]] commit::Intent expire(std::string retention, std::vector<Sequence> copies, Moment now);

}  // namespace micklegate::keep
