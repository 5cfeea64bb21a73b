#include "adapters/courts/report.hpp"

#include <gmock/gmock.h>

namespace micklegate::courts {
namespace {

using boost::json::object;

OrderRow row(Result<object> data) { return {3, "YO26F00417", {"nmo.order", "O1", std::move(data)}}; }

TEST(CourtReport, ARowThatWasNotSentSaysWhy)
{
    OrderRow const message = row(object{{"case_number", "YO26F00417"}});
    EXPECT_TRUE(is_message(message));
    EXPECT_EQ(unsent(message).outcome, "would_send");
    EXPECT_FALSE(is_message(row(object{})));
    EXPECT_EQ(unsent(row(object{})).outcome, "skipped");
    OrderRow const bad = row(problem(ProblemCode::kInvalidValue, "Of the case that begins on line 2 …"));
    EXPECT_FALSE(is_message(bad));
    ReportLine const line = unsent(bad);
    EXPECT_EQ(to_json(line), (object{{"row", 3U},
                                     {"case_number", "YO26F00417"},
                                     {"order_ref", "O1"},
                                     {"type", "nmo.order"},
                                     {"outcome", "refused"},
                                     {"code", "invalid_value"},
                                     {"recipient", ""},
                                     {"message", ""},
                                     {"why", "Of the case that begins on line 2 …"}}));
    EXPECT_TRUE(line.open());
    EXPECT_FALSE(unsent(message).open());
}

TEST(CourtReport, AnswersKeepTheirWordsAndADuplicateSaysThatTheFirstStands)
{
    answers::Answer held;
    held.outcome = answers::RowOutcome::kHeld;
    held.code = "withheld_value_in_text";
    held.why = "A person decides.";
    ReportLine const line = answered(row(object{{"a", 1}}), held);
    EXPECT_EQ(line.outcome, "held");
    EXPECT_EQ(line.why, "A person decides.");
    EXPECT_TRUE(line.open());
    answers::Answer again;
    again.outcome = answers::RowOutcome::kDuplicate;
    EXPECT_THAT(answered(row(object{{"a", 1}}), again).why, testing::HasSubstr("the first message stands"));
    EXPECT_FALSE(answered(row(object{{"a", 1}}), again).open());
}

TEST(CourtReport, SummaryCountsEachOutcome)
{
    ReportLine sent;
    sent.outcome = "sent";
    ReportLine skipped;
    skipped.outcome = "skipped";
    EXPECT_EQ(summary_of({skipped, sent, sent}), "3 rows: 2 sent, 1 skipped.");
    EXPECT_EQ(summary_of({sent}), "1 row: 1 sent.");
}

}  // namespace
}  // namespace micklegate::courts
