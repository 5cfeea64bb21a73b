#include "gateway/decide/decide.hpp"

#include "gateway/decide/field_times.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

using policy::Calendar;
using policy::DeadlineRule;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

/// Ten years.
constexpr days kFurthest{3652};

/// Sent before the bell of a school day, a notice is still in time for that same day.
Moment next_first_bell(Calendar const& calendar, Moment now)
{
    for (sys_days day{london_date(now)};; day += days{1}) {
        Moment const bell = london_moment(Date{day}, calendar.first_bell);
        if (is_school_day(calendar, Date{day}) && now < bell)
            return bell;
    }
}

/// What a calendar and a clock on the wall in England show.
std::pair<sys_days, minutes> on_the_wall(Moment moment)
{
    return {sys_days{london_date(moment)}, london_time_of_day(moment)};
}

/// The working day nearest to `day`, itself included, going by `step`.
sys_days working_day(Calendar const& calendar, sys_days day, days step)
{
    while (!is_working_day(calendar, Date{day}))
        day += step;
    return day;
}

/// `count` working days on (or, with a step of -1, back) from `moment`, at the same time of day within working hours.
Moment working_days_from(Calendar const& calendar, Moment moment, int count, days step)
{
    auto [day, time] = on_the_wall(moment);
    bool const forwards = step > days{0};
    if (!is_working_day(calendar, Date{day}) || (forwards ? time >= calendar.work_ends : time < calendar.work_begins)) {
        bool const moves_on = is_working_day(calendar, Date{day});
        day = working_day(calendar, moves_on ? day + step : day, step);
        time = forwards ? calendar.work_begins : calendar.work_ends;
    }
    for (int i = 0; i < count; ++i)
        day = working_day(calendar, day + step, step);
    return london_moment(Date{day}, std::clamp(time, calendar.work_begins, calendar.work_ends));
}

Moment moved(Calendar const& calendar, DeadlineRule const& rule, Moment from, int direction)
{
    switch (rule.unit) {
    case DeadlineRule::Unit::kHours: return from + direction * std::chrono::hours{rule.count};
    case DeadlineRule::Unit::kWorkingDays: return working_days_from(calendar, from, rule.count, days{direction});
    case DeadlineRule::Unit::kDays: break;
    }
    auto const [day, time] = on_the_wall(from);
    return london_moment(Date{day + direction * days{rule.count}}, time);
}

std::optional<Moment> counted(Calendar const& calendar, DeadlineRule const& rule, boost::json::object const& data,
                              Moment now)
{
    switch (rule.kind) {
    case DeadlineRule::Kind::kNone: return std::nullopt;
    case DeadlineRule::Kind::kNextSchoolDay: return next_first_bell(calendar, now);
    case DeadlineRule::Kind::kAfter: return moved(calendar, rule, now, 1);
    case DeadlineRule::Kind::kBy: return beginning_of(data, rule.field);
    case DeadlineRule::Kind::kBefore: break;
    }
    auto const from = beginning_of(data, rule.field);
    return from ? std::optional{moved(calendar, rule, *from, -1)} : std::nullopt;
}

}  // namespace

std::optional<Moment> deadline(policy::PolicySet const& policy, policy::Rule const& rule,
                               boost::json::object const& data, Moment now)
{
    auto const due = counted(policy.calendar, rule.deadline, data, now);
    return due ? std::optional{std::clamp<Moment>(*due, now, now + kFurthest)} : std::nullopt;
}

}  // namespace micklegate::decide
