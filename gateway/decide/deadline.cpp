#include "gateway/decide/decide.hpp"

#include "gateway/decide/field_times.hpp"
#include "gateway/policy/working_days.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

using policy::Calendar;
using policy::DeadlineRule;
using std::chrono::days;
using std::chrono::sys_days;

/// Ten years.
constexpr days kFurthest{3652};

/// No school opens at a weekend or on a bank holiday; on its other days it may go its own way.
bool opens(Calendar const& calendar, registers::OwnDays const* own, Date day)
{
    auto const says = own == nullptr ? std::nullopt : own->open_on(day);
    return says ? *says && is_working_day(calendar, day) : is_school_day(calendar, day);
}

/// Sent before the bell of a school day, a notice is still in time for that same day.
Moment next_first_bell(Calendar const& calendar, registers::OwnDays const* own, Moment now)
{
    for (sys_days day{london_date(now)}; day < now + kFurthest; day += days{1}) {
        Moment const bell = london_moment(Date{day}, calendar.first_bell);
        if (opens(calendar, own, Date{day}) && now < bell)
            return bell;
    }
    return now + kFurthest;
}

Moment moved(Calendar const& calendar, DeadlineRule const& rule, Moment from, int direction)
{
    switch (rule.unit) {
    case DeadlineRule::Unit::kMinutes: return from + direction * std::chrono::minutes{rule.count};
    case DeadlineRule::Unit::kHours: return from + direction * std::chrono::hours{rule.count};
    case DeadlineRule::Unit::kWorkingDays:
        return direction > 0 ? working_days_after(calendar, from, rule.count)
                             : working_days_before(calendar, from, rule.count);
    case DeadlineRule::Unit::kDays: break;
    }
    return london_moment(Date{sys_days{london_date(from)} + direction * days{rule.count}}, london_time_of_day(from));
}

std::optional<Moment> counted(Calendar const& calendar, DeadlineRule const& rule, boost::json::object const& data,
                              Moment now, registers::OwnDays const* own)
{
    switch (rule.kind) {
    case DeadlineRule::Kind::kNone: return std::nullopt;
    case DeadlineRule::Kind::kNextSchoolDay: return next_first_bell(calendar, own, now);
    case DeadlineRule::Kind::kAfter: return moved(calendar, rule, now, 1);
    case DeadlineRule::Kind::kBy: return beginning_of(data, rule.field);
    case DeadlineRule::Kind::kBefore: break;
    }
    auto const from = beginning_of(data, rule.field);
    return from ? std::optional{moved(calendar, rule, *from, -1)} : std::nullopt;
}

}  // namespace

Moment after(Calendar const& calendar, DeadlineRule const& span, Moment from)
{
    return std::min(moved(calendar, span, from, 1), from + kFurthest);
}

std::optional<Moment> deadline(policy::PolicySet const& policy, policy::Rule const& rule,
                               boost::json::object const& data, Moment now, registers::OwnDays const* own)
{
    auto const due = counted(policy.calendar, rule.deadline, data, now, own);
    return due ? std::optional{std::clamp<Moment>(*due, now, now + kFurthest)} : std::nullopt;
}

}  // namespace micklegate::decide
