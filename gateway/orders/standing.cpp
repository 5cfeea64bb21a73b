#include "gateway/orders/standing.hpp"

#include "gateway/orders/life.hpp"
#include "gateway/orders/reasons.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::orders {
namespace {

bool has_come(std::optional<Moment> const& at, Moment moment) { return at && *at <= moment; }

void stand_as_promise(Promise const& promise, Moment moment, Standing& standing)
{
    standing.kind = Kind::kUndertaking;
    standing.ends = promise.discharged ? promise.discharged : promise.ends;
    standing.in_force = !has_come(standing.ends, moment);
    standing.aware = true;
    if (standing.in_force)
        standing.terms = promise.terms;
}

void stand_as_order(Life const& life, Moment moment, Standing& standing)
{
    standing.kind = life.kind;
    standing.ends = life.discharged ? life.discharged : life.ending.at;
    standing.in_force = life.running && !has_come(standing.ends, moment);
    standing.aware = life.service.known_since || life.kind == Kind::kUndertaking;
    // None can be attached to an undertaking (s.46(2)); what is attached elsewhere is no power of s.47.
    if (life.kind == Kind::kOccupation || life.kind == Kind::kNonMolestation)
        standing.power_of_arrest_until = life.power_of_arrest_until;
    if (!standing.in_force)
        return;
    standing.power_of_arrest =
        standing.aware && standing.power_of_arrest_until && !has_come(standing.power_of_arrest_until, moment);
    standing.enforceable = standing.aware && life.kind == Kind::kNonMolestation;
    standing.hearing_passed = has_come(life.hearing, moment);
    standing.permitted_contact = life.permitted_contact;
    if (life.versions.empty())
        return;
    standing.terms = life.versions.back().terms;
    if (life.kind == Kind::kUndertaking)
        return;  // whoever promised knows what
    std::ranges::copy_if(standing.terms, std::back_inserter(standing.terms_not_told),
                         [&](Term const& term) { return !life.service.texts.contains(term.text); });
}

}  // namespace

Standing standing_at(std::span<Change const> changes, Moment moment)
{
    Life const life = life_until(changes, moment);
    Standing standing;
    standing.exists = life.heard_of;
    standing.references = life.references;
    if (life.promise)
        stand_as_promise(*life.promise, moment, standing);
    else if (life.heard_of)
        stand_as_order(life, moment, standing);
    standing.why = reasons(life, standing, moment);
    return standing;
}

std::vector<Change> known_by(std::span<Change const> changes, Moment then)
{
    std::vector<Change> known;
    std::ranges::copy_if(changes, std::back_inserter(known), [&](Change const& each) { return each.recorded <= then; });
    return known;
}

}  // namespace micklegate::orders
