// Two rules that could both decide one message: nobody could say which obligations apply.
#pragma once

#include "gateway/policy/policy_set.hpp"

#include <optional>

namespace micklegate::policy {

struct Overlap {
    RuleRef one;
    RuleRef other;
};

/// The first pair of rules for one type and purpose, between agencies both cover, in agreements that hold on a common
/// day, whose conditions do not exclude each other.
[[nodiscard]] std::optional<Overlap> find_overlap(PolicySet const& policy);
[[nodiscard]] std::string overlap_sentence(Overlap const& overlap);

}  // namespace micklegate::policy
