// What a message does to the earlier one it follows: an entry on that one's timeline, stored with the message itself.
#pragma once

#include "gateway/commit/commit_loop.hpp"

namespace micklegate::deliver {

/// Gives `accepted`, a message that follows `earlier`, what is to stand on that one's timeline: kCorrected, or
/// kWithdrawn, which takes it back.
void follow_with(commit::EntryKind kind, commit::Entry const& earlier, commit::Append& accepted);

/// The key of what others decide about the message that `accepted` acts on; empty where it acts on none.
[[nodiscard]] std::string line_of_effect(commit::Append const& accepted);

/// Completes what follow_with() gave, on the commit thread: a withdrawal destroys the gateway's sealed copy, and finds
/// nothing to do where the message was taken back before. kWrongState where an earlier message was corrected so often
/// that its timeline, which is read as a whole, would have no end.
[[nodiscard]] Result<void> take_effect(commit::Append& accepted, commit::Ledger const& ledger);

}  // namespace micklegate::deliver
