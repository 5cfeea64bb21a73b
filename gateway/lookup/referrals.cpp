#include "gateway/lookup/referrals.hpp"

#include "gateway/history/reference.hpp"
#include "gateway/lookup/referral_changes.hpp"
#include "gateway/referrals/standing.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::lookup {
namespace {

using boost::json::object;
using referrals::Change;
using referrals::Standing;

/// The first that gave the service the referral; null where nobody did.
Change const* first_referral(AgencyId const& provider, std::vector<Change> const& changes)
{
    Change const* first = nullptr;
    for (Change const& change : changes)
        if (change.kind == Change::Kind::kReferred && change.record.to == provider &&
            (first == nullptr || change.record.entry < first->record.entry))
            first = &change;
    return first;
}

/// A reference is easily guessed: who only sends a status, or refers the same person there once more, is nobody to the
/// referral. A service holds what nobody referred where it came to it by itself.
std::string_view asked_as(AgencyId const& asker, Standing const& standing, std::vector<Change> const& changes)
{
    Change const* const first = first_referral(standing.provider, changes);
    bool const referred_at_all = std::ranges::find(changes, Change::Kind::kReferred, &Change::kind) != changes.end();
    if (standing.provider == asker)
        return first != nullptr || !referred_at_all ? "provider" : "neither";
    return first != nullptr && first->record.from == asker ? "referrer" : "neither";
}

void put_time(object& out, std::string_view name, std::optional<Moment> const& time)
{
    if (time)
        out[name] = rfc3339(*time);
}

void put_clock(object& out, std::string_view due, std::string_view met, std::optional<referrals::Clock> const& clock,
               Moment now)
{
    if (!clock)
        return;
    out[due] = rfc3339(clock->due);
    if (clock->counts(now))
        out[met] = clock->in_time();
}

void put_attempts(object& out, Standing const& standing)
{
    out["attempts_made"] = standing.attempts.made;
    out["attempts_required"] = standing.attempts.required;
    out["letter_required"] = standing.attempts.letter_required;
    out["letter_sent"] = standing.attempts.letter_sent;
    out["given_up_early"] = standing.given_up_early;
}

/// As fields of message type referral.standing.
object data_of(std::string const& reference, Standing const& standing, std::string_view as, Moment now)
{
    object data;
    data["referral_ref"] = reference;
    data["standing_at"] = rfc3339(now);
    data["asked_as"] = as;
    data["provider"] = standing.provider.get();
    data["status"] = name_of(standing.status);
    data["since"] = rfc3339(standing.since);
    if (!standing.reason.empty())
        data["reason"] = standing.reason;
    put_attempts(data, standing);
    put_time(data, "received_at", standing.received_at);
    put_time(data, "contacted_at", standing.contacted_at);
    put_time(data, "assessed_at", standing.assessed_at);
    put_time(data, "planned_at", standing.planned_at);
    put_time(data, "ended_at", standing.ended_at);
    put_clock(data, "due_24h", "met_24h", standing.day, now);
    put_clock(data, "due_working_day", "met_working_day", standing.working_day, now);
    put_clock(data, "due_six_weeks", "met_six_weeks", standing.six_weeks, now);
    boost::json::array untold;
    for (referrals::Untold const& each : standing.untold)
        untold.emplace_back(each.referrer.get());
    if (!untold.empty())
        data["referrers_not_told"] = std::move(untold);
    return data;
}

}  // namespace

Result<ReferralAnswer> look_up_referral(ReferralQuestion const& question, Between const& between,
                                        policy::PolicySet const& policy, history::Records const& records,
                                        commit::Ledger const& ledger, Moment now)
{
    ReferralAnswer answer;
    auto const type = policy.catalogue.find(MessageType{kReferralStanding});
    if (!policy.registers.contains(kReferrals) || type == policy.catalogue.end())
        return answer;
    if (!may_ask(kReferralStanding, question.purpose, between, policy)) {
        answer.denied = 1;
        return answer;
    }
    object const named{{"referral_ref", question.referral_ref}};
    auto const told = records.told_of_reference(history::reference(type->second, named, {"referral_ref"}));
    auto const read = told ? referral_changes(*told, ledger) : Result<ReferralChanges>{told.error()};
    if (!read)
        return read.error();
    for (Standing const& standing : referrals::standings_at(read->changes, policy.calendar, now)) {
        object data =
            data_of(question.referral_ref, standing, asked_as(between.asker.id, standing, read->changes), now);
        auto shown = disclose(kReferralStanding, std::move(data), question.purpose, between, policy, now);
        if (shown)
            answer.shown.push_back(*std::move(shown));
        else
            ++answer.denied;
    }
    if (answer.shown.empty())
        return answer;
    answer.unreadable = read->unreadable;
    for (history::Told const& each : *told)
        answer.subjects.insert(each.subject);
    return answer;
}

}  // namespace micklegate::lookup
