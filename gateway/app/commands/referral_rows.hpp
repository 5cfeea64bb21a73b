// Sending a file about referrals, a message to a row: what `police referrals` and `providers status` have in common.
#pragma once

#include "adapters/providers/referral_row.hpp"
#include "gateway/app/commands/command.hpp"
#include "gateway/app/commands/identity_option.hpp"

namespace micklegate::app {

struct ReferralFile {
    std::string file;
    IdentityOption identity;
    AgencyId to;
    bool dry_run = false;
    bool json = false;
};

/// The hub of the partnership's own demonstration, and the default of --to.
inline constexpr char const* kHub = "provider.victim-hub";

/// `whose` ends "Identity bundle of …", `to` says who --to names.
void add_referral_options(CLI::App& app, ReferralFile& options, std::string const& whose, std::string const& to);

using ReadReferrals = Result<std::vector<providers::ReferralRow>> (*)(std::string_view csv, AgencyId const& from,
                                                                      AgencyId const& to);

[[nodiscard]] Outcome send_referrals(ReferralFile const& options, ReadReferrals read, std::string const& doing,
                                     terminal::Console& console);

}  // namespace micklegate::app
