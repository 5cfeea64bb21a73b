#include "gateway/referrals/standing.hpp"

#include "gateway/referrals/entitlement.hpp"
#include "gateway/referrals/legs.hpp"

#include <algorithm>
#include <set>

namespace micklegate::referrals {
namespace {

using Assessment = Change::Assessment;
using Kind = Change::Kind;

Status status_of(Change const& change)
{
    switch (change.kind) {
    case Kind::kReferred: return Status::kReferred;
    case Kind::kReceived: return Status::kReceived;
    case Kind::kAccepted: return Status::kAccepted;
    case Kind::kAttempting: return Status::kAttempting;
    case Kind::kUncontactable: return Status::kUncontactable;
    case Kind::kContacted: return Status::kContacted;
    case Kind::kAssessed: return Status::kAssessed;
    case Kind::kPlanned: return Status::kPlanned;
    case Kind::kClosedPlanned: return Status::kClosedPlanned;
    case Kind::kClosedUnplanned: return Status::kClosedUnplanned;
    case Kind::kDeclined: return Status::kDeclined;
    case Kind::kHandedOn: return Status::kHandedOn;
    case Kind::kCorrected: break;
    }
    return ends(change) ? Status::kWithdrawn : Status::kReferred;
}

/// A later step outranks an earlier one; of the two ways to close, what was said last.
bool outranks(Status status, Status earlier)
{
    bool const closes = status >= Status::kClosedPlanned && earlier >= Status::kClosedPlanned;
    return closes ? status != earlier : status > earlier;
}

/// The first of the moments at which something was said to be so.
void first(std::optional<Moment>& known, Moment moment) { known = known ? std::min(*known, moment) : moment; }

/// Works through one service's changes in the order in which they happened.
class Reckoning {
public:
    Reckoning(AgencyId provider, Leg const& leg, Moment moment) : moment_{moment}
    {
        standing_.provider = std::move(provider);
        standing_.referred = leg.referred;
        for (Change const& change : leg.changes)
            take(change);
    }

    Standing finish(policy::Calendar const& calendar, Entitlement const& entitlement,
                    std::vector<Change> const& changes)
    {
        settle_attempts(entitlement);
        settle_clocks(calendar);
        standing_.changed = change(standing_.entry, standing_.exit);
        standing_.exit_without_entry = standing_.exit.any() && !standing_.entry.any();
        tell(changes);
        return std::move(standing_);
    }

private:
    void take(Change const& change)
    {
        if (Status const status = status_of(change); outranks(status, standing_.status) || !begun_) {
            standing_.status = status;
            standing_.since = change.at;
            standing_.reason = change.reason;
        }
        begun_ = true;
        if (change.kind == Kind::kReferred)
            take_referral(change);
        else
            take_status(change);
        if (ends(change))
            first(standing_.ended_at, change.at);
    }

    void take_referral(Change const& change)
    {
        first(standing_.received_at, change.record.at);
        six_weeks_ = six_weeks_ || change.six_weeks;
        referrers_.insert(change.record.from);
    }

    void take_status(Change const& change)
    {
        if (change.kind == Kind::kReceived)
            first(came_, change.at);
        take_attempt(change);
        // What is said last of the first contact puts right what was said before.
        if (change.contacted_at && *change.contacted_at <= moment_)
            standing_.contacted_at = change.contacted_at;
        if (change.planned)
            first(standing_.planned_at, change.at);
        standing_.exit_strategy = change.exit_strategy ? change.exit_strategy : standing_.exit_strategy;
        standing_.feedback = change.feedback ? change.feedback : standing_.feedback;
        if (change.assessment)
            take_assessment(change);
    }

    void take_attempt(Change const& change)
    {
        if (change.kind == Kind::kAttempting)
            (change.by_letter ? letters_ : calls_).insert(change.at);
        if (change.kind == Kind::kUncontactable)
            first(given_up_, change.at);
        numbered_ = std::max(numbered_, change.attempt.value_or(0));
    }

    void take_assessment(Change const& change)
    {
        switch (*change.assessment) {
        case Assessment::kBaseline:
            first(standing_.assessed_at, change.at);
            standing_.entry = updated(standing_.entry, change.needs);
            return;
        case Assessment::kReview: first(reviewed_, change.at); return;
        case Assessment::kExit: break;
        }
        first(reviewed_, change.at);
        first(standing_.exit_assessed_at, change.at);
        standing_.exit = updated(standing_.exit, change.needs);
    }

    void settle_attempts(Entitlement const& entitlement)
    {
        Attempts& attempts = standing_.attempts;
        auto const letters = static_cast<int>(letters_.size());
        attempts.made = std::max(numbered_ - letters, static_cast<int>(calls_.size()));
        attempts.required = entitlement.attempts;
        attempts.letter_required = entitlement.letter;
        attempts.letter_sent = letters > 0;
        standing_.given_up_early = given_up_ && !standing_.contacted_at && !attempts.enough();
    }

    void settle_clocks(policy::Calendar const& calendar)
    {
        if (!standing_.received_at)
            standing_.received_at = came_;
        if (!standing_.received_at)
            return;
        Moment const received = *standing_.received_at;
        auto const& ended = standing_.ended_at;
        standing_.day = clock_at(day_after(received), standing_.contacted_at, ended, moment_);
        standing_.working_day = clock_at(working_day_after(calendar, received), standing_.contacted_at, ended, moment_);
        if (six_weeks_)
            standing_.six_weeks = clock_at(six_weeks_after(received), reviewed_, ended, moment_);
    }

    /// Whoever sent or received the message that says how it stands knows.
    void tell(std::vector<Change> const& changes)
    {
        for (AgencyId const& referrer : referrers_) {
            bool const told = std::ranges::any_of(changes, [&](Change const& change) {
                return status_of(change) == standing_.status &&
                       (change.record.to == referrer || change.record.from == referrer);
            });
            if (!told)
                standing_.untold.push_back({referrer, standing_.status, standing_.since});
        }
    }

    Standing standing_;
    Moment moment_;
    bool begun_ = false;
    bool six_weeks_ = false;
    int numbered_ = 0;  ///< the highest number an attempt was given
    std::optional<Moment> came_;
    std::optional<Moment> given_up_;
    std::optional<Moment> reviewed_;
    std::set<Moment> calls_;
    std::set<Moment> letters_;
    std::set<AgencyId> referrers_;
};

}  // namespace

std::string_view name_of(Status status) noexcept
{
    switch (status) {
    case Status::kReferred: return "referred";
    case Status::kReceived: return "received";
    case Status::kAccepted: return "accepted";
    case Status::kAttempting: return "attempting";
    case Status::kUncontactable: return "uncontactable";
    case Status::kContacted: return "contacted";
    case Status::kAssessed: return "assessed";
    case Status::kPlanned: return "planned";
    case Status::kWithdrawn: return "withdrawn";
    case Status::kDeclined: return "declined";
    case Status::kHandedOn: return "handed_on";
    case Status::kClosedPlanned: return "closed_planned";
    case Status::kClosedUnplanned: break;
    }
    return "closed_unplanned";
}

std::vector<Standing> standings_at(std::vector<Change> const& changes, policy::Calendar const& calendar, Moment moment)
{
    Entitlement const entitlement = entitlement_at(changes, moment);
    std::vector<Standing> standings;
    for (auto const& [provider, leg] : legs_at(changes, moment))
        standings.push_back(Reckoning{provider, leg, moment}.finish(calendar, entitlement, leg.changes));
    return standings;
}

}  // namespace micklegate::referrals
