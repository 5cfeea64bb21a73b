// Each kind of condition on both sides of its border, and with the field it needs missing or unreadable.
#include "gateway/decide/conditions.hpp"

#include "gateway/json/strict_json.hpp"

#include <gtest/gtest.h>

namespace micklegate::decide {
namespace {

using policy::Condition;

struct Row {
    char const* name;
    Condition condition;
    char const* data;
    bool holds;
    char const* now = "2026-11-22T12:00:00Z";  ///< a Sunday
};

class EachCondition : public ::testing::TestWithParam<Row> {};

TEST_P(EachCondition, HoldsOnItsOwnSideOnly)
{
    Row const& row = GetParam();
    recognise::MessageSpec spec;
    auto const areas = registers::AreaRegister::import("outcode,la\nYO98,816\nHG99,815\n").value();
    recognise::Message message;
    message.spec = &spec;
    message.event.data = json::parse_strict(row.data).value().as_object();
    message.recipient_age_low = 4;
    message.recipient_age_high = 16;
    message.areas = &areas;
    policy::Calendar calendar;
    calendar.bank_holidays.insert(Date{std::chrono::year{2026} / 12 / 25});
    policy::Rule rule;
    rule.conditions = {row.condition};
    Look const look{message, calendar, parse_rfc3339(row.now).value()};

    EXPECT_EQ(conditions_hold(rule, look), row.holds);
    EXPECT_EQ(findings(rule, look).at(0).held, row.holds);
}

Condition const kAdult{policy::AgeCondition{"dob", "on", 18, 25}, "c"};
Condition const kAdultNow{policy::AgeCondition{"dob", "now", 18, 25}, "c"};
Condition const kTaken{policy::RecipientTakesAgeCondition{"dob", "on"}, "c"};
Condition const kRisk{policy::OneOfCondition{"risk", {"medium", "high"}}, "c"};
Condition const kCount{policy::OneOfCondition{"count", {3}}, "c"};
Condition const kConsent{policy::ConsentCondition{"consent"}, "c"};
Condition const kPresent{policy::PresentCondition{"ref"}, "c"};
Condition const kAbsent{policy::AbsentCondition{"ref"}, "c"};
Condition const kInForce{policy::InForceCondition{"from", "until"}, "c"};
Condition const kRecent{policy::RecentCondition{"on", 28}, "c"};
Condition const kArea{policy::AreaCondition{"postcode", {"815"}}, "c"};
Condition const kWorking{policy::WorkingTimeCondition{}, "c"};

INSTANTIATE_TEST_SUITE_P(
    Age, EachCondition,
    ::testing::Values(Row{"DayBefore18", kAdult, R"({"dob":"2008-11-23","on":"2026-11-22"})", false},
                      Row{"On18thBirthday", kAdult, R"({"dob":"2008-11-22","on":"2026-11-22"})", true},
                      Row{"LastDayOf25", kAdult, R"({"dob":"2000-11-23","on":"2026-11-22"})", true},
                      Row{"On26thBirthday", kAdult, R"({"dob":"2000-11-22","on":"2026-11-22"})", false},
                      Row{"LateEveningIsTomorrowInSummer", kAdult,
                          R"({"dob":"2008-07-07","on":"2026-07-06T23:30:00Z"})", true},
                      Row{"Leapling", kAdult, R"({"dob":"2008-02-29","on":"2026-02-28"})", false},
                      Row{"NoBirth", kAdult, R"({"on":"2026-11-22"})", false},
                      Row{"UnreadableBirth", kAdult, R"({"dob":"soon","on":"2026-11-22"})", false},
                      Row{"NoDay", kAdult, R"({"dob":"2000-11-22"})", false},
                      Row{"Now17", kAdultNow, R"({"dob":"2008-11-23"})", false},
                      Row{"Now18", kAdultNow, R"({"dob":"2008-11-22"})", true},
                      Row{"RecipientTakes16", kTaken, R"({"dob":"2010-11-22","on":"2026-11-22"})", true},
                      Row{"RecipientTakesNo17", kTaken, R"({"dob":"2009-11-22","on":"2026-11-22"})", false},
                      Row{"RecipientTakesNo3", kTaken, R"({"dob":"2022-11-23","on":"2026-11-22"})", false}),
    [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Value, EachCondition,
    ::testing::Values(Row{"OneOfThem", kRisk, R"({"risk":"high"})", true},
                      Row{"NoneOfThem", kRisk, R"({"risk":"standard"})", false},
                      Row{"NotInAnotherCase", kRisk, R"({"risk":"High"})", false},
                      Row{"Missing", kRisk, R"({})", false}, Row{"Null", kRisk, R"({"risk":null})", false},
                      Row{"Number", kCount, R"({"count":3})", true},
                      Row{"NumberAsText", kCount, R"({"count":"3"})", false},
                      Row{"ConsentGiven", kConsent, R"({"consent":true})", true},
                      Row{"ConsentRefused", kConsent, R"({"consent":false})", false},
                      Row{"ConsentAsAWord", kConsent, R"({"consent":"true"})", false},
                      Row{"ConsentMissing", kConsent, R"({})", false},
                      Row{"PresentIs", kPresent, R"({"ref":"x"})", true}, Row{"PresentIsNot", kPresent, R"({})", false},
                      Row{"AbsentIs", kAbsent, R"({})", true}, Row{"AbsentIsNot", kAbsent, R"({"ref":"x"})", false}),
    [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Time, EachCondition,
    ::testing::Values(
        Row{"BeforeItBegins", kInForce, R"({"from":"2026-11-22T12:00:00.001Z","until":"2026-12-01"})", false},
        Row{"AsItBegins", kInForce, R"({"from":"2026-11-22T12:00:00Z","until":"2026-12-01"})", true},
        Row{"AsItEnds", kInForce, R"({"from":"2026-11-01","until":"2026-11-22T12:00:00Z"})", true},
        Row{"AfterItEnded", kInForce, R"({"from":"2026-11-01","until":"2026-11-22T11:59:59.999Z"})", false},
        Row{"OnItsLastDay", kInForce, R"({"from":"2026-11-01","until":"2026-11-22"})", true},
        Row{"TheDayAfter", kInForce, R"({"from":"2026-11-01","until":"2026-11-21"})", false},
        Row{"OpenEnded", kInForce, R"({"from":"2026-11-01"})", true},
        Row{"UnreadableEnd", kInForce, R"({"from":"2026-11-01","until":"further order"})", false},
        Row{"NoBeginning", kInForce, R"({"until":"2026-12-01"})", false},
        Row{"LastRecentDay", kRecent, R"({"on":"2026-10-25"})", true},
        Row{"NoMoreRecent", kRecent, R"({"on":"2026-10-24"})", false}, Row{"RecentMissing", kRecent, R"({})", false},
        Row{"Sunday", kWorking, "{}", false}, Row{"AsTheOfficeOpens", kWorking, "{}", true, "2026-11-23T09:00:00Z"},
        Row{"JustBeforeItOpens", kWorking, "{}", false, "2026-11-23T08:59:59.999Z"},
        Row{"AsItCloses", kWorking, "{}", false, "2026-11-23T17:00:00Z"},
        Row{"InSummerByTheWallClock", kWorking, "{}", true, "2026-07-06T08:00:00Z"},
        Row{"BankHoliday", kWorking, "{}", false, "2026-12-25T12:00:00Z"}),
    [](auto const& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Place, EachCondition,
                         ::testing::Values(Row{"InTheArea", kArea, R"({"postcode":"HG99 9NG"})", true},
                                           Row{"InAnyWriting", kArea, R"({"postcode":"hg999ng"})", true},
                                           Row{"InAnotherArea", kArea, R"({"postcode":"YO98 4FP"})", false},
                                           Row{"InNoKnownArea", kArea, R"({"postcode":"ZE1 0AA"})", false},
                                           Row{"NoPostcode", kArea, R"({})", false}),
                         [](auto const& row) { return row.param.name; });

TEST(Conditions, AnAreaThatNobodyCanLookUpDoesNotHold)
{
    recognise::Message message;
    message.event.data = {{"postcode", "HG99 9NG"}};
    policy::Rule rule;
    rule.conditions = {kArea};

    EXPECT_FALSE(conditions_hold(rule, {message, {}, Moment{}}));
}

}  // namespace
}  // namespace micklegate::decide
