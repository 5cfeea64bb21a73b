#include "adapters/providers/report.hpp"

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::providers {
namespace {

ReferralRow row()
{
    return {3, "NYP-2026-300201", boost::json::object{{"id", "NYP-2026-300201"}, {"recipient", "provider.victim-hub"}}};
}

ReportLine told(std::string_view result) { return answered(row(), boost::json::parse(result).as_object()); }

TEST(ReferralReport, AcceptedRowIsSentAndNothingIsOpen)
{
    ReportLine const line = told(
        R"({"outcome":"accepted","message":"m-1","recipient":"provider.victim-hub","code":"","why":"Rule a/b.","replayed":false})");

    EXPECT_EQ(
        boost::json::serialize(to_json(line)),
        R"({"row":3,"referral_ref":"NYP-2026-300201","outcome":"sent","code":"","recipient":"provider.victim-hub",)"
        R"("message":"m-1","why":"Rule a/b."})");
    EXPECT_FALSE(line.open());
    EXPECT_FALSE(unsettled({line}));
}

TEST(ReferralReport, RepeatAndChangedRowSayThatTheFirstStands)
{
    ReportLine const repeat = told(R"({"outcome":"accepted","message":"m-1","replayed":true})");
    ReportLine const changed = told(
        R"({"outcome":"problem","problem":{"type":"urn:micklegate:problem:id-reused","status":409,"detail":"Used."}})");

    EXPECT_EQ(repeat.outcome, "duplicate");
    EXPECT_THAT(repeat.answer.why, testing::HasSubstr("first message stands"));
    EXPECT_EQ(changed.outcome, "changed");
    EXPECT_THAT(changed.answer.why, testing::HasSubstr("not looked at"));
    EXPECT_TRUE(changed.open());
    EXPECT_TRUE(unsettled({repeat, changed}));
}

TEST(ReferralReport, RowThatWasOnlyTriedLeavesNothingToDo)
{
    ReportLine const would = unsent(row());
    ReportLine const bad = unsent({4, "", problem(ProblemCode::kInvalidValue, "The row has 3 cells.")});

    EXPECT_EQ(would.outcome, "would_send");
    EXPECT_EQ(would.answer.recipient, "provider.victim-hub");
    EXPECT_FALSE(would.open());
    EXPECT_EQ(bad.outcome, "refused");
    EXPECT_TRUE(bad.open());
    EXPECT_FALSE(unsettled({would, bad}));
}

}  // namespace
}  // namespace micklegate::providers
