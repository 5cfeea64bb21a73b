#include "gateway/app/commands/commands.hpp"

namespace micklegate::app {

void add_agency(CLI::App& app, Command& chosen)
{
    CLI::App& agency = *app.add_subcommand("agency", "Enrol, list, rotate and suspend agencies.");
    on_chosen(agency, chosen, [](Console&) -> Outcome { return problem(ProblemCode::kUnavailable, "Not built.", ""); });
}

}  // namespace micklegate::app
