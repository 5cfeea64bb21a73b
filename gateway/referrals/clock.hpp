// A clock of a referral: when something is due, and whether it came in time.
#pragma once

#include "gateway/policy/calendar.hpp"

#include <optional>

namespace micklegate::referrals {

struct Clock {
    Moment due;
    std::optional<Moment> met_at;
    std::optional<Moment> stopped_at;      ///< by an end of the referral, before it was met
    std::chrono::milliseconds late_by{0};  ///< so far, where it is neither met nor stopped

    /// Whether it is known by now if it was met in time; one that was stopped in time never is.
    [[nodiscard]] bool counts(Moment moment) const;
    [[nodiscard]] bool in_time() const { return met_at && *met_at <= due; }
};

/// `stopped_at` counts only where it lies before `met_at`.
[[nodiscard]] Clock clock_at(Moment due, std::optional<Moment> met_at, std::optional<Moment> stopped_at, Moment moment);

/// The two readings of "24 hours / 1 working day": elapsed time, and working time by the calendar.
[[nodiscard]] Moment day_after(Moment received);
[[nodiscard]] Moment working_day_after(policy::Calendar const& calendar, Moment received);
/// The end of the day six weeks on.
[[nodiscard]] Moment six_weeks_after(Moment received);

}  // namespace micklegate::referrals
