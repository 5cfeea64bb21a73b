// micklegate due: what is late and what is coming, for the agency that asks.
#include "gateway/agency/due.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"

namespace micklegate::app {
namespace {

struct Options {
    IdentityOption identity;
    bool late = false;
    bool json = false;
};

Rows rows_of(Items const& messages) { return agency::due_table(messages, system_now()); }

Outcome due(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const messages = agency::fetch_due(*session, options.late);
    if (!messages)
        return messages.error();
    print_list(console, *messages, options.json, rows_of, options.late ? "Nothing is late." : "Nothing is due.");
    return kDone;
}

}  // namespace

void add_due(CLI::App& app, Command& chosen)
{
    CLI::App& due_app = *app.add_subcommand(
        "due", "List the messages that are late, then those whose deadline is coming, and who was turned to.");
    auto const options = std::make_shared<Options>();
    add_identity_option(due_app, options->identity,
                        "who is to act, who sent, who was turned to, or of the duty desk, which sees all");
    due_app.add_flag("--late", options->late, "What is late alone");
    due_app.add_flag("--json", options->json, "Print JSON, one message per line");
    on_chosen(due_app, chosen, [options](terminal::Console& console) { return due(*options, console); });
}

}  // namespace micklegate::app
