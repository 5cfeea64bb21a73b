#include "gateway/app/commands/commands.hpp"

namespace micklegate::app {

void add_init(CLI::App& app, Command& chosen)
{
    CLI::App& init = *app.add_subcommand("init", "Make a site folder: settings, keys, agencies, policies. Never overwrites.");
    on_chosen(init, chosen, [](Console&) -> Outcome { return problem(ProblemCode::kUnavailable, "Not built.", ""); });
}

}  // namespace micklegate::app
