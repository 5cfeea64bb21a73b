// micklegate providers: what services for victims hand in, in their own formats.
#include "adapters/providers/status_file.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/providers_subcommands.hpp"
#include "gateway/app/commands/referral_rows.hpp"

namespace micklegate::app {

void add_providers(CLI::App& app, Command& chosen)
{
    CLI::App& providers_app = *app.add_subcommand(
        "providers",
        "Services for victims: hand in what one exports, ask how a referral stands and for the month's figures.");
    providers_app.require_subcommand(1);
    CLI::App& command =
        *providers_app.add_subcommand("status", "Tell how referrals stand: a CSV of one row per change of a referral.");
    auto const options = std::make_shared<ReferralFile>();
    add_referral_options(command, *options, "the service", "Who is told where a row's column \"to\" names nobody");
    on_chosen(command, chosen, [options](terminal::Console& console) {
        return send_referrals(*options, providers::read_status_file, "Sending statuses", console);
    });
    add_providers_referral(providers_app, chosen);
    add_providers_kpi(providers_app, chosen);
}

}  // namespace micklegate::app
