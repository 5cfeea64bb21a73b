#include "gateway/decide/decide.hpp"

namespace micklegate::decide {
namespace {

bool is_school_day(Calendar const& calendar, Date date)
{
    std::chrono::weekday const day{std::chrono::sys_days{date}};
    return day != std::chrono::Saturday && day != std::chrono::Sunday && !calendar.closed.contains(date);
}

}  // namespace

std::optional<Moment> deadline(PolicySet const& policy, Rule const& rule, Moment now)
{
    if (rule.deadline == "none")
        return std::nullopt;
    // Sent before the bell of a school day, a notice is still in time for that same day.
    for (std::chrono::sys_days day{london_date(now)};; day += std::chrono::days{1}) {
        Moment const bell = london_moment(Date{day}, policy.calendar.first_bell);
        if (is_school_day(policy.calendar, Date{day}) && now < bell)
            return bell;
    }
}

}  // namespace micklegate::decide
