// Counting in working days, as agreements and the targets of victim services do.
#pragma once

#include "gateway/policy/calendar.hpp"

namespace micklegate::policy {

/// `count` working days on from `moment`, at the same time of day within working hours. What comes in between them is
/// counted from the next opening.
[[nodiscard]] Moment working_days_after(Calendar const& calendar, Moment moment, int count);
/// The same backwards: what lies between the hours is counted from the last closing.
[[nodiscard]] Moment working_days_before(Calendar const& calendar, Moment moment, int count);

}  // namespace micklegate::policy
