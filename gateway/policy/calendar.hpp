// The partnership's days: when schools open, when offices work, and which days neither does.
#pragma once

#include "gateway/base/moment.hpp"

#include <set>

namespace micklegate::policy {

/// All times of day are Europe/London.
struct Calendar {
    std::set<Date> bank_holidays;
    std::set<Date> school_closures;  ///< beyond weekends and bank holidays
    std::chrono::minutes first_bell{8 * 60 + 30};
    std::chrono::minutes work_begins{9 * 60};
    std::chrono::minutes work_ends{17 * 60};
};

[[nodiscard]] bool is_working_day(Calendar const& calendar, Date day);
[[nodiscard]] bool is_school_day(Calendar const& calendar, Date day);
[[nodiscard]] bool is_working_time(Calendar const& calendar, Moment moment);

}  // namespace micklegate::policy
