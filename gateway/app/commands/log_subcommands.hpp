// The subcommands of `micklegate log` that have a file of their own.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_log_proof(CLI::App& log, Command& chosen);
void add_log_denounce(CLI::App& log, Command& chosen);
void add_log_search(CLI::App& log, Command& chosen);
void add_log_export(CLI::App& log, Command& chosen);
void add_log_witness(CLI::App& log, Command& chosen);

}  // namespace micklegate::app
