// A decision in sentences, for a data-protection officer: which rule, which conditions, which fields and why.
#pragma once

#include "gateway/decide/decide.hpp"

namespace micklegate::decide {

/// One sentence per element and no value of the message. The first says the outcome; then each rule that was looked at
/// with its conditions; where allowed, each field the sender filled with its class, and whether it is released; last
/// the deadline.
[[nodiscard]] std::vector<std::string> explain(policy::PolicySet const& policy, recognise::Message const& message,
                                               Moment now);

}  // namespace micklegate::decide
