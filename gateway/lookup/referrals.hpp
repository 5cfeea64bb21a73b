// Answers how a referral stands with each service that holds it: to whoever referred, to the service and to the hub,
// each what an agreement lets them have.
#pragma once

#include "gateway/history/records.hpp"
#include "gateway/lookup/disclose.hpp"

#include <set>

namespace micklegate::lookup {

inline constexpr char const* kReferrals = "referrals";                 ///< the register
inline constexpr char const* kReferralStanding = "referral.standing";  ///< the message type of its answers

struct ReferralQuestion {
    std::string referral_ref;
    std::string purpose;
};

struct ReferralAnswer {
    std::vector<Disclosed> shown;    ///< of each service, in the order of their names
    std::set<std::string> subjects;  ///< pseudonyms of those whom what is shown is about
    std::size_t denied = 0;          ///< services about which the asker may not hear: never told to them
    std::size_t unreadable = 0;      ///< messages about a referral that is shown which could not be read
};

/// `ledger` is the one that `records` read.
[[nodiscard]] Result<ReferralAnswer> look_up_referral(ReferralQuestion const& question, Between const& between,
                                                      policy::PolicySet const& policy, history::Records const& records,
                                                      commit::Ledger const& ledger, Moment now);

}  // namespace micklegate::lookup
