#include "gateway/referrals/legs.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::referrals {
namespace {

using Kind = Change::Kind;

/// By what was said and never by when it arrived, so that any order of arrival gives the same.
auto content(Change const& change)
{
    return std::tie(change.at, change.kind, change.attempt, change.by_letter, change.contacted_at, change.assessment,
                    change.needs, change.planned, change.exit_strategy, change.feedback, change.reason, change.entitled,
                    change.born, change.letter_unsafe, change.hands_on, change.six_weeks, change.opted_out, change.died,
                    change.record.from, change.record.to, change.record.at);
}

/// A referral is known of from when the gateway gave it to the service, anything else from when it happened.
bool happened(Change const& change, Moment moment)
{
    return change.kind == Kind::kReferred ? change.record.at <= moment : change.at <= moment;
}

/// The service whose referral the change is about.
AgencyId const& service(Change const& change)
{
    bool const asks = change.kind == Kind::kReferred || change.kind == Kind::kCorrected;
    return asks ? change.record.to : change.record.from;
}

using Changes = std::map<AgencyId, std::vector<Change>>;

Changes by_service(std::vector<Change> const& changes)
{
    Changes found;
    for (Change const& change : changes)
        found[service(change)].push_back(change);
    return found;
}

/// Whether the service had it then; `referrer` is empty for anybody.
bool had_it(std::vector<Change> const& leg, std::optional<AgencyId> const& referrer, Moment moment)
{
    std::optional<Moment> since;
    for (Change const& change : leg)
        if (change.at <= moment && !ends(change) && !(referrer && change.record.from != *referrer))
            if (!referrer || change.kind == Kind::kReferred)
                since = std::max(since.value_or(change.at), change.at);
    return since && std::ranges::none_of(
                        leg, [&](Change const& end) { return ends(end) && end.at >= *since && end.at <= moment; });
}

/// What a referrer hands on is what it had referred elsewhere; where it had not, what it holds itself. Which of several
/// is meant nobody says, so that none is taken.
std::optional<AgencyId> left_behind(Changes const& services, Change const& referral)
{
    std::vector<AgencyId> left;
    for (auto const& [agency, leg] : services)
        if (agency != referral.record.to && had_it(leg, referral.record.from, referral.at))
            left.push_back(agency);
    auto const own = services.find(referral.record.from);
    if (left.empty() && own != services.end() && had_it(own->second, std::nullopt, referral.at))
        left.push_back(own->first);
    return left.size() == 1 ? std::optional{left.front()} : std::nullopt;
}

/// In the order in which they happened; one that is repeated hands on once.
void hand_on(Changes& services, std::vector<Change> const& changes)
{
    Change const* last = nullptr;
    for (Change const& change : changes) {
        if (change.kind != Kind::kReferred || !change.hands_on)
            continue;
        bool const repeated = last != nullptr && last->at == change.at && last->record.from == change.record.from &&
                              last->record.to == change.record.to;
        last = &change;
        auto const left = repeated ? std::nullopt : left_behind(services, change);
        if (!left)
            continue;
        Change end = change;
        end.kind = Kind::kHandedOn;
        end.needs = {};
        services[*left].push_back(std::move(end));
    }
}

/// What a referrer scored is the entry of its own work with the person.
void keep_scores(Changes& services, std::vector<Change> const& changes)
{
    for (Change const& change : changes) {
        auto const own = services.find(change.record.from);
        if (change.kind != Kind::kReferred || !change.needs.any() || own == services.end())
            continue;
        Change scored = change;
        scored.kind = Kind::kAssessed;
        scored.assessment = Change::Assessment::kBaseline;
        own->second.push_back(std::move(scored));
    }
}

void tell_all_of_a_death(Changes& services, std::vector<Change> const& changes)
{
    for (Change const& change : changes)
        if (change.died)
            for (auto& [agency, leg] : services)
                if (agency != change.record.to)
                    leg.push_back(change);
}

Leg latest(std::vector<Change> changes)
{
    std::ranges::sort(changes, {}, content);
    Leg leg;
    bool ended = false;
    for (Change& change : changes) {
        if (change.kind == Kind::kReferred && (ended || leg.referred == 0)) {
            if (ended)
                leg.changes.clear();
            ++leg.referred;
            ended = false;
        }
        ended = ended || ends(change);
        leg.changes.push_back(std::move(change));
    }
    return leg;
}

}  // namespace

bool ends(Change const& change) noexcept
{
    switch (change.kind) {
    case Kind::kDeclined:
    case Kind::kHandedOn:
    case Kind::kClosedPlanned:
    case Kind::kClosedUnplanned: return true;
    case Kind::kCorrected: return change.opted_out || change.died;
    default: return false;
    }
}

std::map<AgencyId, Leg> legs_at(std::vector<Change> changes, Moment moment)
{
    std::erase_if(changes, [&](Change const& change) { return !happened(change, moment); });
    std::ranges::sort(changes, {}, content);
    Changes services = by_service(changes);
    hand_on(services, changes);
    keep_scores(services, changes);
    tell_all_of_a_death(services, changes);
    std::map<AgencyId, Leg> legs;
    for (auto& [agency, own] : services)
        if (std::ranges::any_of(own, [](Change const& change) { return change.kind != Kind::kCorrected; }))
            legs.emplace(agency, latest(std::move(own)));
    return legs;
}

}  // namespace micklegate::referrals
