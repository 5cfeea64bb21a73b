// A reply, correction or withdrawal belongs to a message that the same two agencies exchanged before.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::road {

struct Follows {
    bool soundly = false;
    std::optional<AgencyId> alternate{};     ///< has the earlier message, which the recipient was not to have
    std::optional<commit::Entry> earlier{};  ///< the entry of the message that is followed
};

/// Unsound when the type says that it follows an earlier message and the one it names did not pass, in either
/// direction, between this message's sender and recipient, nor went from the sender to an alternate in the recipient's
/// place. Otherwise a correction would be a way to write to anyone. What corrects or withdraws must come from the
/// sender of the earlier one.
[[nodiscard]] Result<Follows> follow(recognise::Message const& message, commit::Ledger const& ledger);

/// Says in an accepted message's entry what it follows, and gives that one what the message's type does to it.
void note_earlier(Follows const& follows, recognise::MessageSpec const& spec, commit::Append& accepted);

}  // namespace micklegate::road
