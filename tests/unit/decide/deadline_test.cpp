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

class OwnSchoolDay : public SchoolDay {
protected:
    /// In a partnership whose half-term is the week of 26 October, at a school with these days of its own.
    static std::string due(std::string const& rows, std::string_view now)
    {
        using namespace std::chrono;
        policy::PolicySet with = set();
        for (auto const day : {26d, 27d, 28d, 29d, 30d})
            with.calendar.school_closures.insert(2026y / October / day);
        auto const days = registers::SchoolDays::import("urn,from,to,why,is\n" + rows).value();
        auto const moment = parse_rfc3339(now).value();
        return rfc3339(deadline(with, rule("next_school_day"), {}, moment, days.of("901233")).value());
    }
};

TEST_F(OwnSchoolDay, B16_AnInsetMondayIsNotTheNextSchoolDay)
{
    std::string const inset = "901233,2026-11-02,,INSET day,closed\n";
    EXPECT_EQ(due(inset, "2026-10-31T12:00:00Z"), "2026-11-03T08:30:00.000Z");
    EXPECT_EQ(due("901018,2026-11-02,,INSET day,closed\n", "2026-10-31T12:00:00Z"), "2026-11-02T08:30:00.000Z")
        << "another school's";
}

TEST_F(OwnSchoolDay, B16_AnAcademyOnOtherTermsIsOpenWhileTheOthersHaveHalfTerm)
{
    std::string const terms =
        "901233,2026-10-26,2026-11-01,Our half-term is earlier,open\n"
        "901233,2026-10-19,2026-10-23,Half-term,closed\n";
    EXPECT_EQ(due(terms, "2026-10-25T12:00:00Z"), "2026-10-26T08:30:00.000Z");
    EXPECT_EQ(due(terms, "2026-10-18T12:00:00Z"), "2026-10-26T08:30:00.000Z");
    EXPECT_EQ(due(terms, "2026-10-30T12:00:00Z"), "2026-11-02T08:30:00.000Z") << "open is never a weekend";
    EXPECT_EQ(due("", "2026-10-25T12:00:00Z"), "2026-11-02T08:30:00.000Z") << "the partnership's";
}

TEST_F(OwnSchoolDay, B16_ATermThatEndsEarlyAndABankHoliday)
{
    std::string const early =
        "901233,2026-12-23,2026-12-24,Term ends early,closed\n"
        "901233,2026-12-25,2026-12-31,A slip,open\n";
    EXPECT_EQ(due(early, "2026-12-22T12:00:00Z"), "2026-12-29T08:30:00.000Z")
        << "25 and 28 December are bank holidays to every school";
}

TEST_F(OwnSchoolDay, ASchoolThatSaysItIsClosedForYearsHasADeadlineStill)
{
    std::string rows;
    std::chrono::sys_days day{std::chrono::year{2026} / 1 / 1};
    for (int i = 0; i < 40; ++i, day += std::chrono::days{110})
        rows += "901233," + iso_date(Date{day}) + "," + iso_date(Date{day + std::chrono::days{110}}) + ",Shut,closed\n";
    EXPECT_EQ(due(rows, "2026-10-18T12:00:00Z"), "2036-10-17T12:00:00.000Z");
}

struct Span {
    char const* name;
    char const* rule;
    char const* now;
    char const* due;
};

class Counted : public ::testing::TestWithParam<Span> {};

TEST_P(Counted, IsDueThen)
{
    using namespace std::chrono;
    Span const& span = GetParam();
    policy::PolicySet with;
    with.calendar.bank_holidays = {2026y / December / 25, 2026y / December / 28};
    policy::Rule rule;
    rule.deadline = policy::parse_deadline(span.rule).value();
    boost::json::object const data{{"hearing_at", "2026-12-10T10:30:00Z"},
                                   {"release_on", "2026-12-29"},
                                   {"odd", "soon"},
                                   {"for_ever", "9999-12-31"},
                                   {"last_moment", "9999-12-31T23:59:59Z"},
                                   {"first_day", "0000-01-01"}};

    auto const due = deadline(with, rule, data, parse_rfc3339(span.now).value());

    EXPECT_EQ(due ? rfc3339(*due) : "never", span.due);
}

INSTANTIATE_TEST_SUITE_P(
    Deadline, Counted,
    ::testing::Values(
        Span{"Hours", "2 hours", "2026-11-22T23:00:00Z", "2026-11-23T01:00:00.000Z"},
        Span{"HoursAreNotOnTheWall", "24 hours", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00.000Z"},
        Span{"DaysAreOnTheWall", "1 day", "2026-10-24T12:00:00Z", "2026-10-25T13:00:00.000Z"},
        Span{"Days", "28 days", "2026-11-22T12:00:00Z", "2026-12-20T12:00:00.000Z"},
        Span{"WorkingDay", "1 working day", "2026-11-23T10:15:00Z", "2026-11-24T10:15:00.000Z"},
        Span{"WorkingDayOverTheWeekend", "1 working day", "2026-11-20T15:00:00Z", "2026-11-23T15:00:00.000Z"},
        Span{"ArrivedOnSunday", "1 working day", "2026-11-22T12:00:00Z", "2026-11-24T09:00:00.000Z"},
        Span{"ArrivedAfterHours", "1 working day", "2026-11-20T17:00:00Z", "2026-11-24T09:00:00.000Z"},
        Span{"ArrivedBeforeHours", "1 working day", "2026-11-23T06:00:00Z", "2026-11-24T09:00:00.000Z"},
        Span{"WorkingDaysOverChristmas", "2 working days", "2026-12-24T10:00:00Z", "2026-12-30T10:00:00.000Z"},
        Span{"ByATime", "by hearing_at", "2026-11-22T12:00:00Z", "2026-12-10T10:30:00.000Z"},
        Span{"ByADate", "by release_on", "2026-11-22T12:00:00Z", "2026-12-29T00:00:00.000Z"},
        Span{"BeforeADate", "28 days before release_on", "2026-11-22T12:00:00Z", "2026-12-01T00:00:00.000Z"},
        Span{"WorkingDaysBeforeATime", "5 working days before hearing_at", "2026-11-22T12:00:00Z",
             "2026-12-03T10:30:00.000Z"},
        Span{"WorkingDaysBeforeADateOverChristmas", "1 working day before release_on", "2026-11-22T12:00:00Z",
             "2026-12-23T17:00:00.000Z"},
        Span{"BehindAlreadyIsNow", "90 days before hearing_at", "2026-11-22T12:00:00Z", "2026-11-22T12:00:00.000Z"},
        Span{"NoFurtherThanTenYears", "by for_ever", "2026-11-22T12:00:00Z", "2036-11-21T12:00:00.000Z"},
        Span{"NoFurtherThanTenYearsByATime", "by last_moment", "2026-11-22T12:00:00Z", "2036-11-21T12:00:00.000Z"},
        Span{"NoFurtherThanTenYearsBeforeADate", "5 working days before for_ever", "2026-11-22T12:00:00Z",
             "2036-11-21T12:00:00.000Z"},
        Span{"BeforeTheFirstDayIsNow", "10000 working days before first_day", "2026-11-22T12:00:00Z",
             "2026-11-22T12:00:00.000Z"},
        Span{"UnreadableField", "by odd", "2026-11-22T12:00:00Z", "never"},
        Span{"MissingField", "by nothing", "2026-11-22T12:00:00Z", "never"}),
    [](auto const& row) { return row.param.name; });

TEST(ParseDeadline, KnowsNothingElse)
{
    for (char const* const text :
         {"", "soon", "0 hours", "-1 hours", "1 hours", "2 hour", "2hours", "2  hours", "10001 days", "2 weeks",
          "99999999999 days", "2 days before", "before x", "next school day"})
        EXPECT_FALSE(policy::parse_deadline(text)) << text;
}

}  // namespace
}  // namespace micklegate::decide
