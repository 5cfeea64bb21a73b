// A working day in England has hours; weekends and bank holidays have none.
#include "gateway/policy/working_days.hpp"

#include <gtest/gtest.h>

namespace micklegate::policy {
namespace {

struct Row {
    char const* name;
    int count;  ///< negative: backwards
    char const* from;
    char const* to;
};

class WorkingDays : public ::testing::TestWithParam<Row> {};

TEST_P(WorkingDays, AreCountedByTheCalendar)
{
    using namespace std::chrono;
    Calendar calendar;
    calendar.bank_holidays = {2026y / December / 25, 2026y / December / 28};
    auto const [name, count, from, to] = GetParam();
    Moment const moment = parse_rfc3339(from).value();

    Moment const counted =
        count < 0 ? working_days_before(calendar, moment, -count) : working_days_after(calendar, moment, count);

    EXPECT_EQ(rfc3339(counted), to);
}

INSTANTIATE_TEST_SUITE_P(
    Policy, WorkingDays,
    ::testing::Values(Row{"SameTimeNextDay", 1, "2026-11-23T10:15:00Z", "2026-11-24T10:15:00.000Z"},
                      Row{"OverTheWeekend", 1, "2026-11-20T15:00:00Z", "2026-11-23T15:00:00.000Z"},
                      Row{"SundayCountsFromMondaysOpening", 1, "2026-11-22T12:00:00Z", "2026-11-24T09:00:00.000Z"},
                      Row{"AtClosingCountsFromTheNextOpening", 1, "2026-11-20T17:00:00Z", "2026-11-24T09:00:00.000Z"},
                      Row{"OverChristmas", 1, "2026-12-24T10:00:00Z", "2026-12-29T10:00:00.000Z"},
                      Row{"OverTheEndOfSummerTime", 1, "2026-10-23T10:00:00Z", "2026-10-26T11:00:00.000Z"},
                      Row{"None", 0, "2026-11-22T12:00:00Z", "2026-11-23T09:00:00.000Z"},
                      Row{"Back", -5, "2026-12-10T10:30:00Z", "2026-12-03T10:30:00.000Z"},
                      Row{"BackOverChristmas", -1, "2026-12-29T00:00:00Z", "2026-12-23T17:00:00.000Z"}),
    [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::policy
