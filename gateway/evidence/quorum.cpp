// Whether the cosignatures under a note are enough for a policy.
#include "gateway/evidence/cosignature.hpp"
#include "gateway/evidence/witness_policy.hpp"

#include <algorithm>
#include <set>

namespace micklegate::evidence {
namespace {

using Names = std::set<std::string_view>;

/// The names that `name` stands for: itself, and all that its members stand for.
void collect(WitnessPolicy const& policy, std::string_view name, Names& names)
{
    names.insert(name);
    for (WitnessPolicy::Group const& group : policy.groups)
        if (group.name == name)
            for (std::string const& member : group.members)
                collect(policy, member, names);
}

}  // namespace

bool is_quorum(WitnessPolicy const& policy, std::set<std::string, std::less<>> witnesses)
{
    // A group stands below its members in the policy, so one pass in its order settles them all.
    for (WitnessPolicy::Group const& group : policy.groups) {
        auto const there = std::count_if(group.members.begin(), group.members.end(),
                                         [&](std::string const& member) { return witnesses.contains(member); });
        if (static_cast<std::size_t>(there) >= group.threshold)
            witnesses.insert(group.name);
    }
    return policy.quorum.empty() || witnesses.contains(policy.quorum);
}

Result<QuorumState> quorum_of(WitnessPolicy const& policy, Note const& note)
{
    Names counted;
    collect(policy, policy.quorum, counted);
    QuorumState state;
    std::set<std::string, std::less<>> witnessed;
    for (WitnessPolicy::Witness const& witness : policy.witnesses) {
        auto const time = cosigned_at(note, witness.key);
        if (!time)
            return time.error();
        if (*time) {
            witnessed.insert(witness.name);
            state.cosigned.push_back(witness.name);
        } else if (counted.contains(witness.name)) {
            state.missing.push_back(witness.name);
        }
    }
    state.met = is_quorum(policy, std::move(witnessed));
    return state;
}

}  // namespace micklegate::evidence
