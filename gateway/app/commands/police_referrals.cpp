// micklegate police referrals: the day's file of victims to the Supporting Victims hub.
#include "adapters/providers/daily_file.hpp"
#include "gateway/app/commands/police_subcommands.hpp"
#include "gateway/app/commands/referral_rows.hpp"

namespace micklegate::app {

void add_police_referrals(CLI::App& police, Command& chosen)
{
    CLI::App& command = *police.add_subcommand(
        "referrals",
        "Send the day's file of victims to the Supporting Victims hub: a CSV of one row per victim and crime.");
    auto const options = std::make_shared<ReferralFile>();
    add_referral_options(command, *options, "the force", "The hub's agency");
    on_chosen(command, chosen, [options](terminal::Console& console) {
        return send_referrals(*options, providers::read_daily_file, "Sending referrals", console);
    });
}

}  // namespace micklegate::app
