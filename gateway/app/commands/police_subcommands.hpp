// The subcommands of `micklegate police` that have a file of their own.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_police_lookup(CLI::App& police, Command& chosen);
void add_police_referrals(CLI::App& police, Command& chosen);
void add_police_rfgv(CLI::App& police, Command& chosen);

}  // namespace micklegate::app
