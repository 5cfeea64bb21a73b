// Whom an agreement turns to, one after the other, when a deadline it set passes.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/policy/policy_set.hpp"

#include <functional>
#include <map>
#include <memory>

namespace micklegate::watch {

/// Whom nobody is left out for: what an agreement names nobody for is the duty desk's.
inline constexpr std::string_view kLastResort = "duty_desk";

struct Chain {
    std::vector<std::string> steps;  ///< roles at the recipient, or kinds of agency; at least one
    policy::DeadlineRule every;      ///< between one and the next
};

/// Of each rule of a set, by policy::full_name().
using Chains = std::map<std::string, Chain, std::less<>>;

[[nodiscard]] Chains chains_of(policy::PolicySet const& policy);

/// The chains that messages were promised: those of the set that each was decided under, whatever is in force now. For
/// one thread.
class PromisedChains {
public:
    /// The texts of a set that was in force once, by its digest.
    using Kept = std::function<Result<policy::PolicyFiles>(std::string const& digest)>;

    explicit PromisedChains(Kept kept) : kept_{std::move(kept)} {}

    /// Where the set of then cannot be read any more, the rule of that name in `current` counts; where there is none,
    /// the duty desk alone is turned to.
    [[nodiscard]] Chain of(commit::Entry const& accepted, policy::PolicySet const& current);

private:
    [[nodiscard]] Chains const& of_set(std::string const& digest, policy::PolicySet const& current);

    Kept kept_;
    std::map<std::string, Chains> known_;  ///< by digest
};

}  // namespace micklegate::watch
