// Writing a tlog-policy for those who verify.
#include "gateway/base/joined.hpp"
#include "gateway/evidence/witness_policy.hpp"

namespace micklegate::evidence {

std::string witness_policy_text(WitnessPolicy const& policy)
{
    std::string text;
    for (auto const& log : policy.logs)
        text += "log " + vkey_text(log.key) + "\n";
    for (auto const& witness : policy.witnesses)
        text += "witness " + witness.name + " " + vkey_text(witness.key) + "\n";
    for (auto const& group : policy.groups)
        text += "group " + group.name + " " + std::to_string(group.threshold) + " " + joined(group.members, " ") + "\n";
    return text + "quorum " + (policy.quorum.empty() ? "none" : policy.quorum) + "\n";
}

}  // namespace micklegate::evidence
