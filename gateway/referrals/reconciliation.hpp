// The monthly check of what the sexual assault referral centre sent to the adviser service against what that service
// has.
#pragma once

#include "gateway/referrals/standing.hpp"

#include <map>

namespace micklegate::referrals {

/// By reference alone: nobody is named.
struct Listed {
    std::string referral_ref;
    Date referred_on;
};

struct Checked {
    enum class Result { kMatched, kNotReceived, kDuplicate };

    std::string referral_ref;
    Result result = Result::kMatched;
    std::optional<bool> followed_up;  ///< within six weeks; empty while it is not yet known
};

struct Reconciliation {
    std::vector<Checked> outcomes;      ///< one for each that is listed, in that order
    std::vector<std::string> unlisted;  ///< the service has them, the list does not
    std::vector<std::string> overdue;   ///< six weeks are over without a follow-up, received or not
};

/// `held` is how the adviser service's referrals of the list's period stand, by reference.
[[nodiscard]] Reconciliation reconcile(std::vector<Listed> const& list, std::map<std::string, Standing> const& held,
                                       Moment moment);

/// The fields `outcomes`, `unlisted` and `overdue` of a sarc.isva-reconciliation; what is empty is left out.
[[nodiscard]] boost::json::object to_json(Reconciliation const& checked);

}  // namespace micklegate::referrals
