// Other people's text, made safe for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace micklegate::app {

/// Control characters (C0, DEL, C1) could move the cursor, hide text or type commands: each becomes one '?', a line
/// break or tab a space.
[[nodiscard]] std::string terminal_text(std::string_view utf8);

/// "child_forename" -> "Child forename".
[[nodiscard]] std::string field_title(std::string_view name);

}  // namespace micklegate::app
