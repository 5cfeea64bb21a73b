#include "gateway/policy/working_days.hpp"

#include <algorithm>

namespace micklegate::policy {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The working day nearest to `day`, itself included, going by `step`.
sys_days working_day(Calendar const& calendar, sys_days day, days step)
{
    while (!is_working_day(calendar, Date{day}))
        day += step;
    return day;
}

Moment working_days_from(Calendar const& calendar, Moment moment, int count, days step)
{
    sys_days day{london_date(moment)};
    std::chrono::minutes time = london_time_of_day(moment);
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

}  // namespace

Moment working_days_after(Calendar const& calendar, Moment moment, int count)
{
    return working_days_from(calendar, moment, count, days{1});
}

Moment working_days_before(Calendar const& calendar, Moment moment, int count)
{
    return working_days_from(calendar, moment, count, days{-1});
}

}  // namespace micklegate::policy
