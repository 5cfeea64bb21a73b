// Whether a whole policy set keeps its invariants, whatever its conditions say: a condition can only narrow a rule, so
// a rule that keeps them without its conditions keeps them.
#pragma once

#include "gateway/policy/policy_set.hpp"

namespace micklegate::policy {

/// One way in which the set could do what it may never do.
struct Breach {
    std::string invariant;  ///< its name; "explicit" for a release that no [[allow]] covers, "allow" for an idle one
    std::string agreement;
    std::string rule;
    std::string type;
    std::string field;
    std::string field_class;
    std::string recipient_kind;
    std::string
        banned_as;  ///< what a [[never]] has of the field: "class health", "role victim" or "field home", or all
    std::string sentence;
};

struct Proof {
    std::size_t checks = 0;  ///< how many (type, field, rule, recipient kind) were looked at
    std::vector<Breach> breaches;

    [[nodiscard]] bool proved() const noexcept { return breaches.empty(); }
};

/// Breaches stand in the order of the agreements, their rules and their recipients.
[[nodiscard]] Proof prove(PolicySet const& policy);

}  // namespace micklegate::policy
