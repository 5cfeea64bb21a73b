// A question to a policy set that no message has asked yet: would this be allowed, and why?
#pragma once

#include "gateway/decide/policy_set.hpp"

namespace micklegate::app {

struct PolicyQuestion {
    std::string type;
    std::string from;       ///< kind of agency
    std::string to;         ///< kind of agency
    std::string purpose;    ///< empty: the sender names none
    std::vector<int> ages;  ///< empty, or the lowest and highest age the receiving school takes
    std::string at;         ///< RFC 3339; empty: now
    std::string data;       ///< JSON object; empty: the type's first example
};

/// The decision in sentences. kInvalidValue when the question itself makes no sense: an unknown type or kind, data
/// unfit for the type.
[[nodiscard]] Result<std::vector<std::string>> answer(decide::PolicySet const& policy, PolicyQuestion const& question,
                                                      Moment now);

}  // namespace micklegate::app
