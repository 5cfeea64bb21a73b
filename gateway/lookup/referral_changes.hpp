// What messages and the steps of their recipients told of a referral, as changes of it.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/referrals/change.hpp"

namespace micklegate::lookup {

struct ReferralChanges {
    std::vector<referrals::Change> changes;
    std::size_t unreadable = 0;  ///< what was told and this version cannot read
};

/// That a service acted on a referral accepts it, that it rejected it declines it, for the code it gave. `ledger` is
/// the one that `told` was read from.
[[nodiscard]] Result<ReferralChanges> referral_changes(std::vector<history::Told> const& told,
                                                       commit::Ledger const& ledger);

}  // namespace micklegate::lookup
