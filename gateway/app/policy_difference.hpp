// What changed from one policy set to the next, for whoever approves it: by rule and field, not by line of a file.
#pragma once

#include "gateway/policy/policy_set.hpp"

namespace micklegate::app {

/// One sentence per change, in the order of names; empty where both sets decide alike. An agreement that changed under
/// its old version has a sentence of its own.
[[nodiscard]] std::vector<std::string> differences(policy::PolicySet const& before, policy::PolicySet const& after);

}  // namespace micklegate::app
