#include "gateway/notice/waiting.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <algorithm>
#include <array>

namespace micklegate::notice {
namespace {

using commit::EntryKind;

constexpr std::array kTold{EntryKind::kAccepted, EntryKind::kHeld, EntryKind::kRecallRequested, EntryKind::kEscalated};

/// Whether the step shows that somebody saw to the message, or that there is nothing left to see to.
bool is_seen_to(EntryKind kind)
{
    return deliver::ends(kind) || deliver::takes_back(kind) || kind == EntryKind::kOpened ||
           kind == EntryKind::kDestroyed;
}

Result<bool> waits(Arrival const& arrival, commit::KeyValueReader const& projections)
{
    auto const steps = deliver::timeline(projections, arrival.message);
    if (!steps)
        return steps.error();
    return std::ranges::none_of(
        *steps, [&](deliver::Step const& step) { return step.index > arrival.index && is_seen_to(step.kind); });
}

}  // namespace

Result<std::optional<Told>> told_of(Sequence index, std::string_view text)
{
    // Most entries are of other kinds: they are not decoded.
    bool const named = std::ranges::any_of(kTold, [&](EntryKind kind) {
        return text.find("\"kind\":\"" + std::string{name_of(kind)} + "\"") != std::string_view::npos;
    });
    if (!named)
        return std::optional<Told>{};
    auto const entry = commit::decode_entry(text);
    if (!entry)
        return entry.error();
    if (std::ranges::find(kTold, entry->kind) == kTold.end() || entry->recipient.empty())
        return std::optional<Told>{};
    return std::optional{Told{AgencyId{entry->recipient}, {index, entry->message}}};
}

Result<Waiting> still_waiting(AgencyId const& agency, std::vector<Arrival> const& arrivals,
                              commit::KeyValueReader const& projections, Moment now)
{
    constexpr std::size_t kLookedAt = 64;
    Waiting waiting{agency, 0, false};
    std::set<std::string_view> counted;
    for (Arrival const& arrival : arrivals) {
        auto const open = waits(arrival, projections);
        if (!open)
            return open.error();
        if (*open && counted.insert(arrival.message).second)
            ++waiting.messages;
    }
    auto const late = deliver::due_of_agency(projections, agency.get(), {{}, {}, now}, kLookedAt);
    if (!late)
        return late.error();
    waiting.late = !late->due.empty();
    return waiting;
}

}  // namespace micklegate::notice
