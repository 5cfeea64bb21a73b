// What a prison's systems say of where a prisoner went, as prison.movement tells it.
#pragma once

#include "gateway/base/moment.hpp"

#include <optional>
#include <string>

namespace micklegate::blocks {

/// One movement, told by one event. Two events may tell the same movement, and one event may come twice.
struct Movement {
    enum class Kind { kReceived, kReleased, kNotReturned, kMerged };
    enum class Reason {
        kAdmission,  ///< of any kind: new, again, on another booking, after a merge
        kTransferred,
        kTemporaryAbsence,
        kCourt,
        kHospital,
        kReleased,
        kMerge,
        kUnknown,
    };
    /// Who tells it. The delayed family gives the time of the movement itself; the immediate one that of its own look.
    enum class Family { kDelayed, kImmediate, kTemporaryAbsence, kMessage };

    Kind kind = Kind::kReceived;
    Reason reason = Reason::kUnknown;
    Family family = Family::kDelayed;
    std::string prisoner;  ///< number
    std::string retired;   ///< of a merge: the number that is no more
    Moment moved_at{};
    std::string prison;     ///< received: into which; released: from which
    bool at_large = false;  ///< NOMIS says: unlawfully at large, or escaped
    /// Where the event says so: whether the prison service still answers for the prisoner.
    std::optional<bool> in_care{};

    auto operator<=>(Movement const&) const = default;
};

}  // namespace micklegate::blocks
