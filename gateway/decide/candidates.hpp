// The rules a message could pass by: those for its type, its sender and its recipient.
#pragma once

#include "gateway/decide/policy_set.hpp"
#include "gateway/recognise/recognise.hpp"

#include <algorithm>

namespace micklegate::decide {

struct Candidate {
    Agreement const* agreement = nullptr;
    Rule const* rule = nullptr;
};

/// Rules whose from and to name the agencies' kinds, in agreements both are parties to; in the order they were loaded.
[[nodiscard]] std::vector<Candidate> candidates_for(PolicySet const& policy, recognise::Message const& message);

[[nodiscard]] bool in_force(Agreement const& agreement, Date today) noexcept;
[[nodiscard]] bool conditions_hold(Rule const& rule, recognise::Message const& message, Date today);
[[nodiscard]] bool one_purpose(std::vector<Candidate> const& candidates);
/// "agreement/rule", as log entries and refusals name it.
[[nodiscard]] std::string full_name(Candidate const& candidate);

template <class Predicate>
void keep(std::vector<Candidate>& candidates, Predicate const& wanted)
{
    std::erase_if(candidates, [&](Candidate const& candidate) { return !wanted(candidate); });
}

}  // namespace micklegate::decide
