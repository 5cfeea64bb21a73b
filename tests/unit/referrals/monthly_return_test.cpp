// The month's return comes back as it was written, and a percentage is never rounded up to its target.
#include "gateway/referrals/read_return.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::referrals {
namespace {

using namespace std::chrono_literals;

AgencyId const kService{"provider.domestic-abuse"};

MonthlyReturn sample()
{
    ShownFigures figures;
    figures.measures[0] = {9, 15};
    figures.measures[1] = {std::nullopt, 15};
    figures.needs = {{2, 7, -13}};
    MonthlyReturn returned{2026y / std::chrono::November, parse_rfc3339("2026-12-01T09:00:00Z").value(), {}, {}};
    returned.names.emplace(kService, "Domestic abuse service");
    returned.figures.services.emplace(kService, figures);
    returned.figures.all = figures;
    return returned;
}

/// As it comes over the line.
boost::json::object sent(MonthlyReturn const& returned)
{
    return boost::json::parse(boost::json::serialize(to_json(returned))).as_object();
}

TEST(MonthlyReturn, ComesBackAsItWasWritten)
{
    MonthlyReturn const written = sample();
    auto const read = return_in(sent(written));
    ASSERT_TRUE(read);
    EXPECT_EQ(sent(*read), sent(written));
    EXPECT_EQ(to_csv(*read), to_csv(written));
    EXPECT_EQ(to_html(*read), to_html(written));
}

TEST(MonthlyReturn, IsNoneWithoutAMonthOrATime)
{
    for (char const* const member : {"month", "computed_at"}) {
        boost::json::object answer = sent(sample());
        answer[member] = "soon";
        EXPECT_FALSE(return_in(answer)) << member;
    }
}

TEST(MonthlyReturn, AMeasureThatThisVersionDoesNotKnowIsPassedOver)
{
    boost::json::object answer = sent(sample());
    answer.at("providers")
        .at(0)
        .at("measures")
        .as_array()
        .push_back(boost::json::object{{"measure", "answered_letters"}, {"counted", 9}, {"of", 9}});
    auto const read = return_in(answer);
    ASSERT_TRUE(read);
    EXPECT_EQ(sent(*read), sent(sample()));
}

TEST(MonthlyReturn, AShareJustBelowItsTargetIsNotRoundedUpToIt) { EXPECT_EQ(percent({899, 1000}), 89U); }

TEST(MonthlyReturn, WhatIsHandedInNamesWhatWasLeftOut)
{
    MonthlyReturn const returned = sample();
    boost::json::object const data = performance_return(returned.figures.services.at(kService), returned.month);
    EXPECT_EQ(data.at("period_until"), "2026-11-30");
    EXPECT_EQ(data.at("referrals"), 15U);
    EXPECT_EQ(data.at("contacted_24h_percent"), 60U);
    EXPECT_FALSE(data.contains("contacted_working_day_percent"));
    EXPECT_EQ(data.at("left_out").at(0), "Contacted within one working day");
}

}  // namespace
}  // namespace micklegate::referrals
