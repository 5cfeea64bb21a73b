// What every command's file includes: add_<name>() adds a subcommand and says what runs when it is chosen.
#pragma once

#include "gateway/app/commands/readable.hpp"
#include "gateway/app/exit_code.hpp"
#include "gateway/base/result.hpp"
#include "gateway/terminal/console.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace micklegate::app {

/// A command's exit code, usually kDone; or the problem that ends it, with the code of exit_code_of().
using Outcome = Result<int>;
using Command = std::function<Outcome(terminal::Console&)>;

/// Runs `command` when the arguments choose `subcommand`. Options bound to shared state outlive the parse with it.
inline void on_chosen(CLI::App& subcommand, Command& chosen, Command command)
{
    subcommand.callback([&chosen, command = std::move(command)] { chosen = command; });
}

}  // namespace micklegate::app
