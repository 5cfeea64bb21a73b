// A reply, correction or withdrawal belongs to a message that the same two agencies exchanged before.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::road {

/// False when the type says that it follows an earlier message and the one it names did not pass, in either direction,
/// between this message's sender and recipient. Otherwise a correction would be a way to write to anyone.
[[nodiscard]] Result<bool> follows_soundly(recognise::Message const& message, commit::Ledger const& ledger);

}  // namespace micklegate::road
