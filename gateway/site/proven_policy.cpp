#include "gateway/site/proven_policy.hpp"

#include "gateway/policy/prove.hpp"
#include "gateway/site/policy_folder.hpp"

namespace micklegate::site {

Result<ProvenPolicy> prove_policy(policy::PolicyFiles files, std::filesystem::path const& folder)
{
    auto set = policy::load_policy_set(files);
    if (!set)
        return set.error();
    policy::Proof const proof = policy::prove(*set);
    if (!proof.proved())
        return problem(ProblemCode::kConfiguration,
                       "The policy set " + set->digest + " could do what may never happen, in " +
                           std::to_string(proof.breaches.size()) +
                           " ways. The first: " + proof.breaches.front().sentence,
                       "See them all: micklegate policy prove " + folder.string());
    return ProvenPolicy{std::move(files), std::make_shared<policy::PolicySet const>(*std::move(set))};
}

Result<ProvenPolicy> read_proven_policy(std::filesystem::path const& folder)
{
    auto files = read_policy_folder(folder);
    if (!files)
        return files.error();
    return prove_policy(*std::move(files), folder);
}

policy::Approvals approvals_of(policy::PolicyFiles const& files, Settings const& settings, Agencies const& agencies)
{
    return policy::judge_approvals(files, {settings.policy_approvals, settings.policy_approvers}, agencies);
}

}  // namespace micklegate::site
