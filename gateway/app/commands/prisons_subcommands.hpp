// The subcommands of `micklegate prisons` that have a file of their own.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_prisons_blocks(CLI::App& prisons, Command& chosen);

}  // namespace micklegate::app
