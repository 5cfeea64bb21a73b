// The subcommands of `micklegate providers` that have a file of their own.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_providers_kpi(CLI::App& providers, Command& chosen);
void add_providers_referral(CLI::App& providers, Command& chosen);

}  // namespace micklegate::app
