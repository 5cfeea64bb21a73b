// A notice is due by the first bell of the next school day, in English time.
#include "gateway/decide/decide.hpp"

#include <gtest/gtest.h>

namespace micklegate::decide {
namespace {

struct Row {
    char const* name;
    char const* now;
    char const* due;
};

class SchoolDay : public ::testing::TestWithParam<Row> {
protected:
    static policy::PolicySet set()
    {
        using namespace std::chrono;
        policy::PolicySet with;
        with.calendar.bank_holidays = {2026y / December / 25, 2026y / December / 28, 2026y / May / 25};
        return with;
    }
    static policy::Rule rule(std::string_view deadline)
    {
        policy::Rule rule;
        rule.deadline = policy::parse_deadline(deadline).value();
        return rule;
    }
};

TEST_P(SchoolDay, BellIsTheDeadline)
{
    auto const due = deadline(set(), rule("next_school_day"), {}, parse_rfc3339(GetParam().now).value());

    ASSERT_TRUE(due);
    EXPECT_EQ(rfc3339(*due), GetParam().due);
}

INSTANTIATE_TEST_SUITE_P(
    Deadline, SchoolDay,
    ::testing::Values(Row{"BeforeTheBellThatDay", "2026-11-23T05:00:00Z", "2026-11-23T08:30:00.000Z"},
                      Row{"AMillisecondBefore", "2026-11-23T08:29:59.999Z", "2026-11-23T08:30:00.000Z"},
                      Row{"AtTheBellTheNextDay", "2026-11-23T08:30:00Z", "2026-11-24T08:30:00.000Z"},
                      Row{"FridayAfternoonMonday", "2026-11-20T15:00:00Z", "2026-11-23T08:30:00.000Z"},
                      Row{"SundayMonday", "2026-11-22T07:00:00Z", "2026-11-23T08:30:00.000Z"},
                      Row{"ChristmasEveOverTheWeekendAndTheSubstitute", "2026-12-24T12:00:00Z",
                          "2026-12-29T08:30:00.000Z"},
                      Row{"BankHolidayInSummerTime", "2026-05-25T05:00:00Z", "2026-05-26T07:30:00.000Z"},
                      Row{"LateEveningInUtcIsTomorrowInLondon", "2026-07-06T23:30:00Z", "2026-07-07T07:30:00.000Z"},
                      Row{"OverTheEndOfSummerTime", "2026-10-24T12:00:00Z", "2026-10-26T08:30:00.000Z"},
                      Row{"OverTheStartOfSummerTime", "2027-03-27T12:00:00Z", "2027-03-29T07:30:00.000Z"}),
    [](auto const& row) { return row.param.name; });

TEST_F(SchoolDay, NoneIsNoDeadline)
{
    EXPECT_EQ(deadline(set(), rule("none"), {}, parse_rfc3339("2026-11-23T05:00:00Z").value()), std::nullopt);
}

}  // namespace
}  // namespace micklegate::decide
