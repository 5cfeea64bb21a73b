#include "gateway/referrals/kpi.hpp"

namespace micklegate::referrals {
namespace {

constexpr std::string_view kPersonDeclined = "person_declined";

class Month {
public:
    explicit Month(std::chrono::year_month month) : month_{month} {}

    [[nodiscard]] bool holds(std::optional<Moment> const& moment) const
    {
        if (!moment)
            return false;
        Date const day = london_date(*moment);
        return day.year() / day.month() == month_;
    }

private:
    std::chrono::year_month month_;
};

void count(Figure& figure, bool of, bool counted)
{
    figure.of += of ? 1 : 0;
    figure.counted += of && counted ? 1 : 0;
}

bool took_up(Standing const& standing)
{
    if (standing.assessed_at)
        return true;
    bool const refused = standing.status == Status::kWithdrawn || standing.status == Status::kDeclined ||
                         (standing.ended_at && standing.reason == kPersonDeclined);
    return !refused;
}

bool closed(Standing const& standing)
{
    return standing.status == Status::kClosedPlanned || standing.status == Status::kClosedUnplanned;
}

void add(Figures& figures, Standing const& standing, Month const& month, Moment now)
{
    auto& [day, working_day, assessed, planned, exit_review, feedback, exit_strategy, six_weeks] = figures.measures;
    if (standing.day && standing.working_day) {
        bool const of =
            month.holds(standing.received_at) && standing.day->counts(now) && standing.working_day->counts(now);
        count(day, of, standing.day->in_time());
        count(working_day, of, standing.working_day->in_time());
    }
    count(assessed, month.holds(standing.contacted_at) && took_up(standing), standing.assessed_at.has_value());
    count(planned, month.holds(standing.assessed_at), standing.planned_at.has_value());
    bool const ended = closed(standing) && month.holds(standing.ended_at) && standing.planned_at;
    count(exit_review, ended, standing.exit_assessed_at.has_value());
    count(feedback, ended && standing.exit_assessed_at && standing.feedback, standing.feedback.value_or(false));
    count(exit_strategy, ended, standing.exit_strategy.value_or(false));
    if (standing.six_weeks)
        count(six_weeks, month.holds(standing.six_weeks->due) && standing.six_weeks->counts(now),
              standing.six_weeks->in_time());
    if (!closed(standing) || !month.holds(standing.ended_at))
        return;
    for (std::size_t i = 0; i < kNeedCount; ++i)
        if (auto const change = standing.changed.scores[i]) {
            ++figures.needs[i].people;
            figures.needs[i].sum += *change;
        }
}

}  // namespace

std::map<AgencyId, Figures> figures_of(std::span<Standing const> standings, std::chrono::year_month month, Moment now)
{
    std::map<AgencyId, Figures> figures;
    for (Standing const& standing : standings)
        add(figures[standing.provider], standing, Month{month}, now);
    return figures;
}

}  // namespace micklegate::referrals
