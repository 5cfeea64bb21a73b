#include "gateway/referrals/reconciliation.hpp"

#include <algorithm>
#include <set>

namespace micklegate::referrals {
namespace {

std::string_view name_of(Checked::Result result)
{
    switch (result) {
    case Checked::Result::kMatched: return "matched";
    case Checked::Result::kNotReceived: return "not_received";
    case Checked::Result::kDuplicate: break;
    }
    return "duplicate";
}

/// Six weeks that an end stopped in time are no missed follow-up.
std::optional<bool> followed_up(Standing const& standing, Moment moment)
{
    if (!standing.six_weeks || !standing.six_weeks->counts(moment))
        return std::nullopt;
    return standing.six_weeks->in_time();
}

bool is_over(Date referred_on, Moment moment) { return six_weeks_after(london_moment(referred_on, {})) < moment; }

boost::json::array array_of(std::vector<std::string> const& texts)
{
    return boost::json::array(texts.begin(), texts.end());
}

}  // namespace

Reconciliation reconcile(std::vector<Listed> const& list, std::map<std::string, Standing> const& held, Moment moment)
{
    Reconciliation checked;
    std::set<std::string> seen;
    for (auto const& [reference, referred_on] : list) {
        if (!seen.insert(reference).second) {
            checked.outcomes.push_back({reference, Checked::Result::kDuplicate, {}});
            continue;
        }
        auto const found = held.find(reference);
        if (found == held.end()) {
            checked.outcomes.push_back({reference, Checked::Result::kNotReceived, {}});
            if (is_over(referred_on, moment))
                checked.overdue.push_back(reference);
            continue;
        }
        Standing const& standing = found->second;
        checked.outcomes.push_back({reference, Checked::Result::kMatched, followed_up(standing, moment)});
        if (standing.six_weeks && !standing.six_weeks->met_at && standing.six_weeks->counts(moment))
            checked.overdue.push_back(reference);
    }
    for (auto const& [reference, standing] : held)
        if (!seen.contains(reference))
            checked.unlisted.push_back(reference);
    return checked;
}

boost::json::object to_json(Reconciliation const& checked)
{
    boost::json::object fields;
    boost::json::array outcomes;
    for (Checked const& outcome : checked.outcomes) {
        boost::json::object row{{"referral_ref", outcome.referral_ref}, {"result", name_of(outcome.result)}};
        if (outcome.followed_up)
            row["followed_up"] = *outcome.followed_up;
        outcomes.push_back(std::move(row));
    }
    if (!outcomes.empty())
        fields["outcomes"] = std::move(outcomes);
    if (!checked.unlisted.empty())
        fields["unlisted"] = array_of(checked.unlisted);
    if (!checked.overdue.empty())
        fields["overdue"] = array_of(checked.overdue);
    return fields;
}

}  // namespace micklegate::referrals
