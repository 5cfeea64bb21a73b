// The subcommands of `micklegate policy` that have a file of their own.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_policy_life(CLI::App& policy, Command& chosen);
void add_policy_approvals(CLI::App& policy, Command& chosen);

}  // namespace micklegate::app
