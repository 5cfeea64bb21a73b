// The step that settles a message: from then on the gateway keeps its sealed copy for as many days as were agreed.
#pragma once

#include "gateway/commit/receipt.hpp"

namespace micklegate::deliver {

/// Whether nobody waits for more after the step: it ends the message, or is the one that its agreement asks for. A
/// held message waits for the duty desk's decision, and what nobody fetched is never settled.
[[nodiscard]] bool settles(commit::EntryKind step, commit::Entry const& first);

/// Says in `step` until when the copy of `first` is kept, where it settles that message and there is a copy still.
[[nodiscard]] Result<void> note_settled(commit::Entry& step, commit::Receipt const& first,
                                        commit::Ledger const& ledger);

}  // namespace micklegate::deliver
