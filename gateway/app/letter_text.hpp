// An opened message as its reader sees it: how to handle it first, then what it says, then what was left out.
#pragma once

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace micklegate::app {

/// `letter` is the body of a sealed message (docs/sealing.md). All of its texts are made safe for a terminal.
[[nodiscard]] std::vector<std::string> letter_text(boost::json::object const& letter);

}  // namespace micklegate::app
