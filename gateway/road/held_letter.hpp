// What the duty desk read in a held message's letter, read back into the event that was held.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/model/event.hpp"

namespace micklegate::road {

/// `content` is what the letter's box held: {"body", "salt"}, from the desk, which alone could open it. kInvalidValue
/// where it is not, to the byte, what the entry committed to. It was inside the limits when it was held.
[[nodiscard]] Result<Event> event_of_letter(commit::Entry const& held, boost::json::object content);

}  // namespace micklegate::road
