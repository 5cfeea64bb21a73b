// The day's file of a police force to the Supporting Victims hub: each row becomes one victim.referral-daily.
#pragma once

#include "adapters/providers/referral_row.hpp"

namespace micklegate::providers {

/// All columns must be there, because what the gateway is never told of it cannot keep from leaking.
[[nodiscard]] Result<std::vector<ReferralRow>> read_daily_file(std::string_view csv, AgencyId const& force,
                                                               AgencyId const& hub);

}  // namespace micklegate::providers
