// Step 5 of the road: only what the agreement releases to this recipient survives.
#pragma once

#include "gateway/decide/decide.hpp"

namespace micklegate::minimise {

/// The cut-down data and the release manifest: which fields it holds, and which the sender gave that it does not.
struct Release {
    boost::json::object data;
    std::vector<std::string> released;  ///< names, sorted
    std::vector<std::string> withheld;  ///< names, sorted; only fields the sender filled
};

/// Held with withheld_value_in_text when the leak guard finds a withheld value in a released text.
[[nodiscard]] Passed<Release> minimise(recognise::Message const& message, decide::Decision const& decision);

}  // namespace micklegate::minimise
