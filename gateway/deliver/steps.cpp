#include "gateway/deliver/steps.hpp"

#include <algorithm>

namespace micklegate::deliver {

using commit::EntryKind;

std::optional<Reached> reached(EntryKind step) noexcept
{
    switch (step) {
    case EntryKind::kAccepted:
    case EntryKind::kHeld: return Reached::kSent;
    case EntryKind::kDelivered: return Reached::kDelivered;
    case EntryKind::kOpened: return Reached::kOpened;
    case EntryKind::kActioned:
    case EntryKind::kRejected:
    case EntryKind::kReleased:
    case EntryKind::kReturned: return Reached::kEnded;
    default: return std::nullopt;
    }
}

bool meets(EntryKind step, std::string_view acknowledgement) noexcept
{
    Reached const asked = acknowledgement == "actioned"    ? Reached::kEnded
                          : acknowledgement == "delivered" ? Reached::kDelivered
                          : acknowledgement == "accepted"  ? Reached::kSent
                                                           : Reached::kOpened;
    return reached(step) >= asked;
}

bool ends(EntryKind step) noexcept { return reached(step) == Reached::kEnded; }

bool takes_back(EntryKind step) noexcept
{
    return step == EntryKind::kRecalled || step == EntryKind::kRecallRequested || step == EntryKind::kWithdrawn;
}

EntryKind furthest(std::vector<Step> const& steps)
{
    return std::ranges::max(steps, {}, [](Step const& step) { return reached(step.kind); }).kind;
}

bool has(std::vector<Step> const& steps, EntryKind kind)
{
    return std::ranges::find(steps, kind, &Step::kind) != steps.end();
}

Step const* taken_back(std::vector<Step> const& steps)
{
    auto const found =
        std::find_if(steps.rbegin(), steps.rend(), [](Step const& step) { return takes_back(step.kind); });
    return found == steps.rend() ? nullptr : &*found;
}

Step const* step_of(std::vector<Step> const& steps, EntryKind kind, std::string_view person)
{
    auto const found =
        std::ranges::find_if(steps, [&](Step const& step) { return step.kind == kind && step.person == person; });
    return found == steps.end() ? nullptr : &*found;
}

EntryKind state_of(std::vector<Step> const& steps)
{
    Step const* const back = taken_back(steps);
    if (back == nullptr)
        return furthest(steps);
    return has(steps, EntryKind::kDestroyed) ? EntryKind::kDestroyed : back->kind;
}

bool to_be_destroyed(std::vector<Step> const& steps)
{
    return taken_back(steps) != nullptr && has(steps, EntryKind::kOpened) && !has(steps, EntryKind::kDestroyed);
}

Sequence listed_by(std::vector<Step> const& steps)
{
    Step const* const back = taken_back(steps);
    return back == nullptr ? steps.front().index : back->index;
}

}  // namespace micklegate::deliver
