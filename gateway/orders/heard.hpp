// Whose word counts. A solicitor or a process server may deliver what a court made, and no more: only courts change an
// order, and nobody else's copy takes the place of theirs.
#pragma once

#include "gateway/orders/change.hpp"

#include <span>
#include <vector>

namespace micklegate::orders {

/// A change that was told and does not count.
struct LeftOut {
    enum class Because {
        kCourtTellsOtherwise,  ///< another's copy of the order is not as a court sent it, or names somebody else
        kAnotherCameFirst,     ///< it is not as the copy is that came before from another agency of the same standing
        kOnlyCourtsMay,        ///< varying, extending, discharging, taking a promise
    };
    Moment at;
    Because because;
};

struct Heard {
    std::vector<Change> counted;   ///< sealed ones, as they took effect; of what one agency sent twice, the later
    std::vector<Change> agreeing;  ///< copies of these from others
    std::vector<LeftOut> left_out;
};

[[nodiscard]] Heard heard(std::span<Change const> of_one_order);

}  // namespace micklegate::orders
