// micklegate prisons blocks: which contact blocks concern the agency that asks, and which prison answers for each.
#include "gateway/agency/blocks.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"
#include "gateway/app/commands/prisons_subcommands.hpp"

namespace micklegate::app {
namespace {

struct Options {
    IdentityOption identity;
    bool json = false;
};

Outcome blocks(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const blocks = agency::fetch_blocks(*session);
    if (!blocks)
        return blocks.error();
    print_list(console, *blocks, options.json, agency::blocks_table, "No contact block concerns this agency.");
    return kDone;
}

}  // namespace

void add_prisons_blocks(CLI::App& prisons, Command& chosen)
{
    CLI::App& blocks_app = *prisons.add_subcommand(
        "blocks", "List the contact blocks that concern the agency, and which prison answers for each.");
    auto const options = std::make_shared<Options>();
    add_identity_option(blocks_app, options->identity,
                        "the prison that has a block or is to have it, who asked for it, or the duty desk");
    blocks_app.add_flag("--json", options->json, "Print JSON, one block per line");
    on_chosen(blocks_app, chosen, [options](terminal::Console& console) { return blocks(*options, console); });
}

}  // namespace micklegate::app
