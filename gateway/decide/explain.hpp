// A decision in sentences, for a data-protection officer: which rule, which conditions, which fields and why.
#pragma once

#include "gateway/decide/decide.hpp"

namespace micklegate::decide {

struct Explanation {
    bool allowed = false;
    std::string code;  ///< of a refusal
    std::string rule;  ///< "agreement/rule": the one that allows, or that came nearest; empty where none speaks of it
    std::vector<std::string> released;  ///< of the fields the sender filled; of an allowed message
    std::vector<std::string> withheld;
    std::optional<Moment> deadline;
    /// No value of the message. The first says the outcome; then each rule that was looked at with its conditions;
    /// where allowed, each field the sender filled with its class, and whether it is released; last the obligations.
    std::vector<std::string> sentences;
};

[[nodiscard]] Explanation explain(policy::PolicySet const& policy, recognise::Message const& message, Moment now);

}  // namespace micklegate::decide
