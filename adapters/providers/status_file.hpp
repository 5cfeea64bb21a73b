// What a service tells of its referrals: each row of its CSV becomes one referral.status.
#pragma once

#include "adapters/providers/referral_row.hpp"

namespace micklegate::providers {

/// A row's column `to` names the agency to be told; where it is empty or lacks, `hub` is. Columns that a service does
/// not keep, scores above all, may lack: an empty score was not asked, and 0 is the highest need.
[[nodiscard]] Result<std::vector<ReferralRow>> read_status_file(std::string_view csv, AgencyId const& provider,
                                                                AgencyId const& hub);

}  // namespace micklegate::providers
