// The purpose for which somebody asks a register.
#pragma once

#include "gateway/policy/policy_set.hpp"

namespace micklegate::api {

/// kInvalidValue at /purpose for one that no agreement has: who mistypes it would take the answer for "there is
/// nothing". `next` says what to write.
[[nodiscard]] Result<void> check_agreed_purpose(std::string const& purpose, policy::PolicySet const& policy,
                                                char const* next);

}  // namespace micklegate::api
