#include "adapters/prisons/report.hpp"

#include <gtest/gtest.h>

namespace micklegate::prisons {
namespace {

using answers::RowOutcome;

MovementRow moved(std::string prisoner, std::string retired = {})
{
    return {1, std::move(prisoner), std::move(retired), "received", boost::json::object{{"movement", "received"}}};
}

TEST(Report, OnlyPrisonersOnTheListAreToldOfAndMergesOfEitherNumber)
{
    std::set<std::string> const blocked{"A9001AA"};
    EXPECT_EQ(fate_of(moved("A9001AA"), blocked), Fate::kSend);
    EXPECT_EQ(fate_of(moved("A9002AA"), blocked), Fate::kNotConcerned);
    EXPECT_EQ(fate_of(moved("A9002AA", "A9001AA"), blocked), Fate::kSend);
    EXPECT_EQ(fate_of({1, {}, {}, {}, boost::json::object{}}, blocked), Fate::kSkipped);
    EXPECT_EQ(fate_of({1, {}, {}, {}, problem(ProblemCode::kInvalidValue, "Broken.")}, blocked), Fate::kUnreadable);
}

TEST(Report, UnreadableEventIsRefusedWithItsReason)
{
    ReportLine const line = unsent({3, {}, {}, {}, problem(ProblemCode::kInvalidValue, "Broken.")}, Fate::kUnreadable);
    EXPECT_EQ(line.event, 3U);
    EXPECT_EQ(line.outcome, "refused");
    EXPECT_EQ(line.code, "invalid_value");
    EXPECT_EQ(line.why, "Broken.");
    EXPECT_TRUE(line.open());
}

TEST(Report, AnswersKeepTheirWordsAndOnlyOpenOnesAreShown)
{
    ReportLine const held = answered(moved("A9001AA"), {RowOutcome::kHeld, "code", "", "m-1", "Because."});
    EXPECT_EQ(held.outcome, "held");
    EXPECT_EQ(held.why, "Because.");
    EXPECT_TRUE(held.open());
    for (RowOutcome const outcome : {RowOutcome::kSent, RowOutcome::kDuplicate})
        EXPECT_FALSE(answered(moved("A9001AA"), {outcome, "", "police.x", "m-1", ""}).open());
    EXPECT_NE(answered(moved("A9001AA"), {RowOutcome::kChanged, "id_reused", "", "", ""}).why.find("somebody else"),
              std::string::npos);
    for (Fate const fate : {Fate::kSend, Fate::kSkipped, Fate::kNotConcerned})
        EXPECT_FALSE(unsent(moved("A9001AA"), fate).open());
}

TEST(Report, SummaryCountsEachOutcome)
{
    EXPECT_EQ(summary_of({unsent(moved("A9001AA"), Fate::kSend)}), "1 event: 1 would_send.");
    EXPECT_EQ(summary_of({answered(moved("A9001AA"), {RowOutcome::kSent, "", "", "", ""}),
                          unsent(moved("A9001AA"), Fate::kSkipped), unsent(moved("A9001AA"), Fate::kSkipped)}),
              "3 events: 1 sent, 2 skipped.");
}

}  // namespace
}  // namespace micklegate::prisons
