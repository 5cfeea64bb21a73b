// Where a prisoner was held, from all that was told of movements: late, twice, out of order, by two families of events.
#pragma once

#include "gateway/blocks/movement.hpp"

#include <span>
#include <vector>

namespace micklegate::blocks {

enum class Where {
    kUnknown,  ///< before the first movement that was told
    kHeld,
    kAtCourt,
    kOnTemporaryAbsence,
    kInTransit,   ///< left for another prison and not yet received there
    kInHospital,  ///< released to hospital: a restricted patient, for whom the prison still answers
    kOut,         ///< left, nobody says why; the prison service still answers
    kAtLarge,     ///< overdue from temporary absence, escaped or otherwise unlawfully at large
    kFree,
};

/// A stretch of time in one place, up to the next stay.
struct Stay {
    Moment from{};
    Where where = Where::kUnknown;
    /// On whose books: the prison that holds, or held last. It stays so until another prison receives the prisoner.
    std::string prison;

    bool operator==(Stay const&) const = default;
};

/// Whether a prison holds the prisoner or will have him back from court, absence, hospital or the road.
[[nodiscard]] bool in_custody(Where where) noexcept;

/// Stays in order of time; two that follow one another differ. Movements may come in any order and more than once, and
/// merges are passed over. What counts is `moved_at`; at one moment leaving comes before arriving, and of two arrivals
/// the prison whose code comes later in the alphabet stands.
[[nodiscard]] std::vector<Stay> stays_of(std::vector<Movement> movements);

/// kUnknown before the first.
[[nodiscard]] Stay stay_at(std::span<Stay const> stays, Moment moment);

}  // namespace micklegate::blocks
