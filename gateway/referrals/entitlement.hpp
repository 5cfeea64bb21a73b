// What attempts a person is owed under the Victims' Code, whichever service holds the referral.
#pragma once

#include "gateway/referrals/change.hpp"

#include <vector>

namespace micklegate::referrals {

struct Entitlement {
    int attempts = 2;
    bool letter = false;
};

/// Of everything that was said until `moment`: what was said last counts. Enhanced entitlement is five attempts and,
/// where one is safe, a letter. A child has it whatever was said, and keeps it on growing up: the age at the first
/// referral counts.
[[nodiscard]] Entitlement entitlement_at(std::vector<Change> const& changes, Moment moment);

}  // namespace micklegate::referrals
