// How a command tells of a step that the log recorded.
#pragma once

#include "gateway/json/fields.hpp"

#include <string>

namespace micklegate::app {

/// Ends the sentence: " before, log entry 17."
[[nodiscard]] inline std::string recorded(boost::json::object const& receipt)
{
    return std::string{json::flag_at(receipt, "replayed") ? " before" : ""} + ", log entry " +
           std::to_string(json::whole_number_at(receipt, "index", 0)) + ".";
}

}  // namespace micklegate::app
