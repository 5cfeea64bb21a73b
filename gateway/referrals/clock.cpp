#include "gateway/referrals/clock.hpp"

#include "gateway/policy/working_days.hpp"

#include <algorithm>

namespace micklegate::referrals {

bool Clock::counts(Moment moment) const { return met_at || (stopped_at ? *stopped_at > due : moment > due); }

Clock clock_at(Moment due, std::optional<Moment> met_at, std::optional<Moment> stopped_at, Moment moment)
{
    Clock clock{due, met_at, {}, {}};
    if (stopped_at && !(met_at && *met_at <= *stopped_at)) {
        clock.met_at.reset();
        clock.stopped_at = stopped_at;
    }
    Moment const until = clock.met_at.value_or(clock.stopped_at.value_or(moment));
    clock.late_by = std::max<std::chrono::milliseconds>(until - due, {});
    return clock;
}

Moment day_after(Moment received) { return received + std::chrono::hours{24}; }

Moment working_day_after(policy::Calendar const& calendar, Moment received)
{
    return policy::working_days_after(calendar, received, 1);
}

Moment six_weeks_after(Moment received)
{
    using std::chrono::days;
    return london_moment(Date{std::chrono::sys_days{london_date(received)} + days{43}}, {}) -
           std::chrono::milliseconds{1};
}

}  // namespace micklegate::referrals
