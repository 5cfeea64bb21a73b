#include "gateway/matac/score.hpp"

#include <algorithm>

namespace micklegate::matac {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Window window_of(Weights const& weights, Date as_of)
{
    return {Date{sys_days{as_of} - days{weights.window_days}}, as_of};
}

/// The last step that the count reaches.
int points_of_count(std::vector<Step> const& steps, std::size_t count)
{
    int points = 0;
    for (Step const& step : steps)
        if (count >= static_cast<std::size_t>(step.border))
            points = step.points;
    return points;
}

int points_of_age(std::vector<Step> const& steps, days age)
{
    auto const step = std::ranges::find_if(steps, [&](Step const& each) { return age.count() <= each.border; });
    return step == steps.end() ? 0 : step->points;
}

/// What became of an incident as a whole, whichever of its rows says so.
struct Fate {
    bool cancelled = false;
    bool reclassified = false;
};

std::map<std::string_view, Fate> fates_of(std::vector<Incident> const& incidents)
{
    std::map<std::string_view, Fate> fates;
    for (Incident const& incident : incidents) {
        Fate& fate = fates[incident.reference];
        fate.cancelled = fate.cancelled || incident.record == Record::kCancelled;
        fate.reclassified = fate.reclassified || incident.record == Record::kReclassified;
    }
    return fates;
}

std::optional<LeftOut> judge(Incident const& incident, Fate const& fate, Weights const& weights, Window const& window)
{
    if (incident.source == Source::kPartner)
        return LeftOut::kPartnerOnly;
    if (fate.cancelled)
        return LeftOut::kCancelled;
    if (fate.reclassified && incident.record != Record::kReclassified)
        return LeftOut::kReclassified;
    if (incident.on > window.last)
        return LeftOut::kFutureDated;
    if (incident.on < window.first)
        return LeftOut::kBeforeWindow;
    if (!weights.crime_classes.contains(incident.crime_class))
        return LeftOut::kOtherClass;
    if (weights.band(incident.harm_band) == nullptr)
        return LeftOut::kUnknownBand;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(LeftOut reason) noexcept
{
    switch (reason) {
    case LeftOut::kFutureDated: return "future_dated";
    case LeftOut::kBeforeWindow: return "before_window";
    case LeftOut::kCancelled: return "cancelled";
    case LeftOut::kReclassified: return "reclassified";
    case LeftOut::kOtherClass: return "other_class";
    case LeftOut::kUnknownBand: return "unknown_band";
    case LeftOut::kPartnerOnly: break;
    }
    return "partner_only";
}

std::vector<std::optional<LeftOut>> judged(std::vector<Incident> const& incidents, Weights const& weights, Date as_of)
{
    auto const fates = fates_of(incidents);
    Window const window = window_of(weights, as_of);
    std::vector<std::optional<LeftOut>> judgements;
    judgements.reserve(incidents.size());
    for (Incident const& incident : incidents)
        judgements.push_back(judge(incident, fates.at(incident.reference), weights, window));
    return judgements;
}

Score score(std::vector<Incident> const& incidents, Weights const& weights, Date as_of)
{
    Score score;
    score.stamp = weights.stamp;
    score.window = window_of(weights, as_of);
    std::set<std::string_view> counted;
    std::set<std::string_view> victims;
    std::set<std::string_view> told_by_partners;
    auto const judgements = judged(incidents, weights, as_of);
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        Incident const& incident = incidents[i];
        if (judgements[i] == LeftOut::kPartnerOnly && !incident.victim.empty())
            told_by_partners.insert(incident.victim);
        if (judgements[i]) {
            ++score.left_out[*judgements[i]];
            continue;
        }
        counted.insert(incident.reference);
        if (!incident.victim.empty())
            victims.insert(incident.victim);
        score.gravity = std::max(score.gravity, weights.band(incident.harm_band)->points);
        score.latest = std::max(score.latest.value_or(incident.on), incident.on);
    }
    score.incidents = counted.size();
    score.victims_seen = victims.size();
    score.victims_outside = static_cast<std::size_t>(
        std::ranges::count_if(told_by_partners, [&](std::string_view code) { return !victims.contains(code); }));
    score.frequency = points_of_count(weights.frequency, score.incidents);
    score.victims = points_of_count(weights.victims, score.victims_seen);
    if (score.latest)
        score.recency = points_of_age(weights.recency, sys_days{as_of} - sys_days{*score.latest});
    return score;
}

ScoreChange change_between(Score const& entry, Score const& exit)
{
    return {entry.total(), exit.total(), entry.stamp == exit.stamp};
}

}  // namespace micklegate::matac
