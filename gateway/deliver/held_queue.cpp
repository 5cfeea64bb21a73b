#include "gateway/deliver/held_queue.hpp"

#include "gateway/base/bytes.hpp"

#include <algorithm>

namespace micklegate::deliver {
namespace {

using commit::EntryKind;

constexpr std::string_view kPrefix = "h";

std::string key_of(commit::EventMark const& event) { return std::string{kPrefix} + event.key; }

}  // namespace

void fold_held_queue(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (!entry.event)
        return;
    if (entry.kind != EntryKind::kHeld)
        return out.erase(key_of(*entry.event));
    std::string place;
    append_be64(place, index);
    out.put(key_of(*entry.event), place);
}

Result<bool> waits(commit::KeyValueReader const& reader, Sequence index, commit::Entry const& held)
{
    if (!held.event)
        return false;
    auto const place = reader.get(key_of(*held.event));
    if (!place)
        return place.error();
    return *place && read_be64(as_bytes(**place)) == index;
}

Result<std::vector<Sequence>> waiting(commit::KeyValueReader const& reader, std::optional<Sequence> after,
                                      std::size_t most)
{
    std::vector<Sequence> places;
    auto const read = reader.scan(kPrefix, kPrefix, [&](std::string_view, std::string_view value) {
        Sequence const place = read_be64(as_bytes(value));
        if (!after || place > *after)
            places.push_back(place);
        return true;
    });
    if (!read)
        return read.error();
    std::ranges::sort(places);
    places.resize(std::min(places.size(), most));
    return places;
}

}  // namespace micklegate::deliver
