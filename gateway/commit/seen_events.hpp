// Duplicate suppression: which submissions the journal has answered, by keyed hash of (source, id).
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::commit {

struct SeenEvent {
    Sequence index = 0;  ///< of the entry that answered it
    std::string fingerprint;
    bool delivered_to_none =
        false;  ///< refused or held: no recipient has it, so its id may be used again by the mended message
};

/// The key of an intent that decides about an event: such intents never share a commit.
[[nodiscard]] std::string line_of(EventMark const& event);

/// Of the entries that answer an event; a step of what became of it answers nobody.
void fold_seen_event(Sequence index, Entry const& entry, KeyValueWriter& out);
/// Empty where the event is new.
[[nodiscard]] Result<std::optional<SeenEvent>> seen_event(KeyValueReader const& reader, std::string_view event_key);

}  // namespace micklegate::commit
