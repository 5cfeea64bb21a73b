#include "gateway/commit/seen_events.hpp"

#include "gateway/base/bytes.hpp"

namespace micklegate::commit {
namespace {

std::string key_of(std::string_view event_key) { return "e" + std::string{event_key}; }

}  // namespace

std::string line_of(EventMark const& event) { return "event:" + event.key; }

void fold_seen_event(Sequence index, Entry const& entry, KeyValueWriter& out)
{
    bool const answers =
        entry.kind == EntryKind::kAccepted || entry.kind == EntryKind::kHeld || entry.kind == EntryKind::kRefused;
    if (!entry.event || !answers)
        return;
    std::string value;
    append_be64(value, index);
    value += entry.kind == EntryKind::kAccepted ? 'k' : 'r';
    value += entry.event->fingerprint;
    out.put(key_of(entry.event->key), value);
}

Result<std::optional<SeenEvent>> seen_event(KeyValueReader const& reader, std::string_view event_key)
{
    auto const read = reader.get(key_of(event_key));
    if (!read)
        return read.error();
    std::optional<std::string> const& value = *read;
    if (!value || value->size() < 9)
        return std::optional<SeenEvent>{};
    return std::optional{SeenEvent{read_be64(as_bytes(*value)), value->substr(9), (*value)[8] == 'r'}};
}

}  // namespace micklegate::commit
