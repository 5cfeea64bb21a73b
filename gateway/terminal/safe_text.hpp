// Other people's text, made safe for a terminal.
#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace micklegate::terminal {

/// Control characters (C0, DEL, C1, bidirectional) could move the cursor, turn or hide text, or type commands: each
/// becomes one '?', a line break or tab a space.
[[nodiscard]] std::string safe_text(std::string_view utf8);

/// The same value on one line, with each control and invisible character as its \u escape.
[[nodiscard]] std::string json_text(boost::json::value const& value);

}  // namespace micklegate::terminal
