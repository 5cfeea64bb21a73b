#include "gateway/policy/calendar.hpp"

namespace micklegate::policy {

bool is_working_day(Calendar const& calendar, Date day)
{
    std::chrono::weekday const weekday{std::chrono::sys_days{day}};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !calendar.bank_holidays.contains(day);
}

bool is_school_day(Calendar const& calendar, Date day)
{
    return is_working_day(calendar, day) && !calendar.school_closures.contains(day);
}

bool is_working_time(Calendar const& calendar, Moment moment)
{
    Date const day = london_date(moment);
    return is_working_day(calendar, day) && london_moment(day, calendar.work_begins) <= moment &&
           moment < london_moment(day, calendar.work_ends);
}

}  // namespace micklegate::policy
