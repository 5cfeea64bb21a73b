// From arguments to one command, and from its outcome to an exit code.
#pragma once

#include "gateway/app/console.hpp"

namespace micklegate::app {

/// 0 done, 1 the command failed and said why, 2 the arguments cannot be understood.
[[nodiscard]] int run_command_line(std::vector<std::string> arguments, Console& console);

}  // namespace micklegate::app
