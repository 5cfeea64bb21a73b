// From arguments to one command, and from its outcome to an exit code.
#pragma once

#include "gateway/terminal/console.hpp"

namespace micklegate::app {

/// One of the codes of exit_code.hpp.
[[nodiscard]] int run_command_line(std::vector<std::string> arguments, terminal::Console& console);

}  // namespace micklegate::app
