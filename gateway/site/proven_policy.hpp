// What a policy set must be before a gateway decides by it: understood to its last word, and proven.
#pragma once

#include "gateway/model/agency.hpp"
#include "gateway/policy/approvals.hpp"
#include "gateway/site/site.hpp"

namespace micklegate::site {

/// A set that keeps its invariants, with the files it was read from.
struct ProvenPolicy {
    policy::PolicyFiles files;
    std::shared_ptr<policy::PolicySet const> set;
};

/// kConfiguration with the first fault, or the first breach of an invariant. `folder` is for the advice alone.
[[nodiscard]] Result<ProvenPolicy> prove_policy(policy::PolicyFiles files, std::filesystem::path const& folder);
/// Reads and proves.
[[nodiscard]] Result<ProvenPolicy> read_proven_policy(std::filesystem::path const& folder);

/// The approvals among a set's files, as the site's settings ask for them.
[[nodiscard]] policy::Approvals approvals_of(policy::PolicyFiles const& files, Settings const& settings,
                                             Agencies const& agencies);

}  // namespace micklegate::site
