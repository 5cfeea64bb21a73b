// Every command of the executable, in the order `micklegate --help` lists them.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_init(CLI::App& app, Command& chosen);
void add_agency(CLI::App& app, Command& chosen);

/// The whole tree.
inline void add_commands(CLI::App& app, Command& chosen)
{
    add_init(app, chosen);
    add_agency(app, chosen);
}

}  // namespace micklegate::app
