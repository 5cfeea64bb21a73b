// Whether a rule's conditions hold for a message, one finding per condition.
#pragma once

#include "gateway/policy/policy_set.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::decide {

/// What conditions are looked at with.
struct Look {
    recognise::Message const& message;
    policy::Calendar const& calendar;
    Moment now;
};

/// One condition looked at; points into the rule.
struct Finding {
    policy::Condition const* condition = nullptr;
    bool held = false;
};

/// In the rule's order. A field that is missing or cannot be read fails the condition that needs it.
[[nodiscard]] std::vector<Finding> findings(policy::Rule const& rule, Look const& look);
[[nodiscard]] bool conditions_hold(policy::Rule const& rule, Look const& look);

/// What the condition asks, without any value of the message; no full stop.
[[nodiscard]] std::string question(policy::Condition const& condition, recognise::MessageSpec const& spec);

}  // namespace micklegate::decide
