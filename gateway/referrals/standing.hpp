// How a referral stands with each service that holds it, computed for a moment from what was said of it.
#pragma once

#include "gateway/policy/calendar.hpp"
#include "gateway/referrals/change.hpp"
#include "gateway/referrals/clock.hpp"

namespace micklegate::referrals {

/// In the order in which a referral goes on; the last five end it.
enum class Status {
    kReferred,
    kReceived,
    kAccepted,
    kAttempting,
    kUncontactable,
    kContacted,
    kAssessed,
    kPlanned,
    kWithdrawn,  ///< the victim opted out or died
    kDeclined,   ///< by the service or by the person; `reason` says which
    kHandedOn,
    kClosedPlanned,
    kClosedUnplanned,
};

[[nodiscard]] std::string_view name_of(Status status) noexcept;

struct Attempts {
    int made = 0;  ///< letters not counted
    int required = 2;
    bool letter_required = false;
    bool letter_sent = false;

    [[nodiscard]] bool enough() const noexcept { return made >= required && (letter_sent || !letter_required); }
};

/// Somebody who referred and was not told how it stands.
struct Untold {
    AgencyId referrer;
    Status status = Status::kReferred;
    Moment since;
};

/// Of one service, since it was referred to it last.
struct Standing {
    AgencyId provider;
    Status status = Status::kReferred;
    Moment since;
    std::string reason;        ///< a code, of an end
    std::size_t referred = 0;  ///< how often, each time after an earlier end; 0: nobody did, the person came
    /// When the gateway gave it to the service; of a person who came, when the service says. The clocks run from here.
    std::optional<Moment> received_at;
    Attempts attempts;
    bool given_up_early = false;  ///< called uncontactable before the attempts were enough
    std::optional<Clock> day;
    std::optional<Clock> working_day;
    std::optional<Clock> six_weeks;
    std::optional<Moment> contacted_at;
    std::optional<Moment> assessed_at;
    std::optional<Moment> planned_at;
    std::optional<Moment> exit_assessed_at;
    std::optional<Moment> ended_at;
    Needs entry;
    Needs exit;
    Needs changed;
    bool exit_without_entry = false;
    std::optional<bool> exit_strategy;
    std::optional<bool> feedback;
    std::vector<Untold> untold;
};

/// One per service, in the order of their names. The changes are those of one referral reference, in any order, repeats
/// included; what happened after `moment` is left out.
[[nodiscard]] std::vector<Standing> standings_at(std::vector<Change> const& changes, policy::Calendar const& calendar,
                                                 Moment moment);

}  // namespace micklegate::referrals
