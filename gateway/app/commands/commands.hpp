// Every command of the executable, in the order `micklegate --help` lists them.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_init(CLI::App& app, Command& chosen);
void add_serve(CLI::App& app, Command& chosen);
void add_agency(CLI::App& app, Command& chosen);
void add_certificate(CLI::App& app, Command& chosen);
void add_policy(CLI::App& app, Command& chosen);
void add_send(CLI::App& app, Command& chosen);
void add_inbox(CLI::App& app, Command& chosen);
void add_held(CLI::App& app, Command& chosen);
void add_due(CLI::App& app, Command& chosen);
void add_recall(CLI::App& app, Command& chosen);
void add_breach(CLI::App& app, Command& chosen);
void add_subject(CLI::App& app, Command& chosen);
void add_status(CLI::App& app, Command& chosen);
void add_police(CLI::App& app, Command& chosen);
void add_courts(CLI::App& app, Command& chosen);
void add_prisons(CLI::App& app, Command& chosen);
void add_providers(CLI::App& app, Command& chosen);
void add_schools(CLI::App& app, Command& chosen);
void add_notice(CLI::App& app, Command& chosen);
void add_log(CLI::App& app, Command& chosen);
void add_bench(CLI::App& app, Command& chosen);

/// The whole tree.
inline void add_commands(CLI::App& app, Command& chosen)
{
    add_init(app, chosen);
    add_serve(app, chosen);
    add_agency(app, chosen);
    add_certificate(app, chosen);
    add_policy(app, chosen);
    add_send(app, chosen);
    add_inbox(app, chosen);
    add_held(app, chosen);
    add_due(app, chosen);
    add_recall(app, chosen);
    add_breach(app, chosen);
    add_subject(app, chosen);
    add_status(app, chosen);
    add_police(app, chosen);
    add_courts(app, chosen);
    add_prisons(app, chosen);
    add_providers(app, chosen);
    add_schools(app, chosen);
    add_notice(app, chosen);
    add_log(app, chosen);
    add_bench(app, chosen);
}

}  // namespace micklegate::app
