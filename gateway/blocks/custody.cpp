#include "gateway/blocks/custody.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace micklegate::blocks {
namespace {

using Family = Movement::Family;
using Kind = Movement::Kind;
using Reason = Movement::Reason;

/// The immediate family tells a movement when it sees it: NOMIS may have been filled in a shift later.
constexpr std::chrono::hours kSeenWithin{24};

/// At one moment what ends custody yields to what keeps it, and leaving to arriving: a block that is watched one day
/// too long harms nobody.
int rank_of(Movement const& movement) noexcept
{
    if (movement.kind == Kind::kReceived)
        return 9;
    if (movement.kind == Kind::kNotReturned)
        return 8;
    constexpr std::array kInOrder{Reason::kReleased, Reason::kUnknown,          Reason::kHospital,
                                  Reason::kCourt,    Reason::kTemporaryAbsence, Reason::kTransferred};
    return static_cast<int>(std::ranges::find(kInOrder, movement.reason) - kInOrder.begin());
}

bool comes_before(Movement const& a, Movement const& b)
{
    return std::forward_as_tuple(a.moved_at, rank_of(a), a) < std::forward_as_tuple(b.moved_at, rank_of(b), b);
}

/// Whether they may be one movement. Each family has reasons of its own for an arrival; the prison of a departure is,
/// in the delayed one, wherever the prisoner is by the time it is published; and only that one has codes of NOMIS.
bool alike(Movement const& a, Movement const& b)
{
    return a.kind == b.kind && (a.kind == Kind::kReceived ? a.prison == b.prison : a.reason == b.reason);
}

/// The time of an arrival that a person mentions in a message may be wrong by hours: it counts where no event tells it.
bool mentioned_only(Movement const& told, std::vector<Movement> const& sorted)
{
    return std::ranges::none_of(sorted, [&](Movement const& other) {
        return other.family != Family::kMessage && alike(told, other) &&
               std::chrono::abs(other.moved_at - told.moved_at) <= kSeenWithin;
    });
}

/// Leaves out what is told again: by the immediate family after the delayed one, each of which tells each movement
/// once, so that the first that is alike is the same one; and by messages.
std::vector<Movement> told_once(std::vector<Movement> const& sorted)
{
    std::vector<bool> retold(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        Movement const& told = sorted[i];
        if (told.family == Family::kMessage)
            retold[i] = !mentioned_only(told, sorted);
        if (told.family != Family::kDelayed)
            continue;
        auto const from = std::ranges::lower_bound(sorted, told.moved_at, {}, &Movement::moved_at) - sorted.begin();
        for (auto j = static_cast<std::size_t>(from);
             j < sorted.size() && sorted[j].moved_at <= told.moved_at + kSeenWithin; ++j) {
            if (sorted[j].family != Family::kImmediate || retold[j] || !alike(told, sorted[j]))
                continue;
            retold[j] = true;
            break;
        }
    }
    std::vector<Movement> kept;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        if (!retold[i])
            kept.push_back(sorted[i]);
    return kept;
}

Where left_for(Movement const& movement)
{
    if (movement.at_large)
        return Where::kAtLarge;
    switch (movement.reason) {
    case Reason::kTransferred: return Where::kInTransit;
    case Reason::kCourt: return Where::kAtCourt;
    case Reason::kTemporaryAbsence: return Where::kOnTemporaryAbsence;
    case Reason::kHospital: return Where::kInHospital;
    case Reason::kReleased: return Where::kFree;
    default: return movement.in_care.value_or(true) ? Where::kOut : Where::kFree;
    }
}

/// Where it leads from `now`. One who is free or back has not failed to return.
Stay after(Stay const& now, Movement const& movement)
{
    switch (movement.kind) {
    case Kind::kReceived: return {movement.moved_at, Where::kHeld, movement.prison};
    case Kind::kNotReturned:
        if (now.where != Where::kOnTemporaryAbsence && now.where != Where::kUnknown)
            return now;
        return {movement.moved_at, Where::kAtLarge, now.prison.empty() ? movement.prison : now.prison};
    case Kind::kMerged: return now;
    case Kind::kReleased: break;
    }
    Where const where = left_for(movement);
    // What a transfer is said to leave may already be where it led.
    bool const trust = where != Where::kInTransit || now.prison.empty();
    return {movement.moved_at, where, trust && !movement.prison.empty() ? movement.prison : now.prison};
}

}  // namespace

bool in_custody(Where where) noexcept
{
    return where == Where::kHeld || where == Where::kAtCourt || where == Where::kOnTemporaryAbsence ||
           where == Where::kInTransit || where == Where::kInHospital || where == Where::kOut;
}

std::vector<Stay> stays_of(std::vector<Movement> movements)
{
    std::ranges::sort(movements, comes_before);
    auto const [first, last] = std::ranges::unique(movements);
    movements.erase(first, last);

    std::vector<Stay> stays;
    for (Movement const& movement : told_once(movements)) {
        Stay const now = stays.empty() ? Stay{} : stays.back();
        Stay next = after(now, movement);
        if (next.where == now.where && next.prison == now.prison)
            continue;
        // What lasted no time was nowhere.
        if (!stays.empty() && stays.back().from == next.from)
            stays.pop_back();
        if (stays.empty() || stays.back().where != next.where || stays.back().prison != next.prison)
            stays.push_back(std::move(next));
    }
    return stays;
}

Stay stay_at(std::span<Stay const> stays, Moment moment)
{
    auto const after_it = std::ranges::upper_bound(stays, moment, {}, &Stay::from);
    return after_it == stays.begin() ? Stay{} : *std::prev(after_it);
}

}  // namespace micklegate::blocks
