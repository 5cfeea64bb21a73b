// The month's return as a gateway answers it, read back by whoever asked.
#pragma once

#include "gateway/referrals/monthly_return.hpp"

namespace micklegate::referrals {

/// What to_json() wrote; measures and needs that this version does not know are passed over. kInvalidValue for a month
/// or a time that is none.
[[nodiscard]] Result<MonthlyReturn> return_in(boost::json::object const& answer);

}  // namespace micklegate::referrals
