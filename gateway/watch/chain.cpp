#include "gateway/watch/chain.hpp"

namespace micklegate::watch {
namespace {

/// Sets change a few times a year; what is left of an old one is read again.
constexpr std::size_t kMostSets = 32;

Chain chain_of(policy::Rule const& rule)
{
    Chain chain{rule.escalation, rule.escalate_every};
    if (chain.steps.empty())
        chain.steps.emplace_back(kLastResort);
    return chain;
}

std::string name_of_rule(commit::Entry const& accepted)
{
    return accepted.agreement.substr(0, accepted.agreement.find('/')) + "/" + accepted.rule;
}

}  // namespace

Chains chains_of(policy::PolicySet const& policy)
{
    Chains chains;
    for (policy::Agreement const& agreement : policy.agreements)
        for (policy::Rule const& rule : agreement.rules)
            chains.emplace(full_name(agreement, rule), chain_of(rule));
    return chains;
}

Chains const& PromisedChains::of_set(std::string const& digest, policy::PolicySet const& current)
{
    if (auto const known = known_.find(digest); known != known_.end())
        return known->second;
    if (known_.size() == kMostSets)
        known_.clear();
    if (digest == current.digest)
        return known_[digest] = chains_of(current);
    auto const files = kept_(digest);
    auto const set = files ? policy::load_kept_policy_set(*files) : Result<policy::PolicySet>{files.error()};
    return known_[digest] = chains_of(set ? *set : current);
}

Chain PromisedChains::of(commit::Entry const& accepted, policy::PolicySet const& current)
{
    Chains const& chains = of_set(accepted.policy, current);
    auto const found = chains.find(name_of_rule(accepted));
    return found == chains.end() ? chain_of(policy::Rule{}) : found->second;
}

}  // namespace micklegate::watch
