// A referral's changes, sorted by the service they are about.
#pragma once

#include "gateway/referrals/change.hpp"

#include <map>
#include <vector>

namespace micklegate::referrals {

/// What one service was asked and said since it was referred to it last.
struct Leg {
    std::vector<Change> changes;
    std::size_t referred = 0;
};

/// Whether the change ends a referral with the service it is about.
[[nodiscard]] bool ends(Change const& change) noexcept;

/// Of the changes until `moment`, in the order in which they happened. A referral that comes after an end begins anew;
/// one that comes before is the same again, from whomever.
[[nodiscard]] std::map<AgencyId, Leg> legs_at(std::vector<Change> changes, Moment moment);

}  // namespace micklegate::referrals
