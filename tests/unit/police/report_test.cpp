#include "adapters/police/report.hpp"

#include "adapters/police/unsettled.hpp"

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::police {
namespace {

NightRow row(std::size_t number)
{
    boost::json::object event;
    event["id"] = "12269999901/C100001";
    return {number, "12269999901", "C100001", std::move(event)};
}

boost::json::object result(std::string_view text) { return boost::json::parse(text).as_object(); }

constexpr std::string_view kAccepted =
    R"({"outcome":"accepted","event":"12269999901/C100001","message":"m-1","recipient":"school.901233","index":12,"code":"","why":"Rule a/b allows it.","replayed":false})";
constexpr std::string_view kReplayed =
    R"({"outcome":"accepted","event":"12269999901/C100001","message":"m-1","recipient":"school.901233","index":12,"code":"","why":"Rule a/b allows it.","replayed":true})";
constexpr std::string_view kIdReused =
    R"({"outcome":"problem","event":"12269999901/C100001","problem":{"type":"urn:micklegate:problem:id-reused","title":"t","status":409,"detail":"Used.","next":""}})";

TEST(Report, AcceptedRowIsSent)
{
    Reporter reporter;
    ReportLine const line = reporter.answered(row(1), result(kAccepted));

    EXPECT_EQ(
        boost::json::serialize(to_json(line)),
        R"({"row":1,"incident_ref":"12269999901","child_ref":"C100001","outcome":"sent","code":"","recipient":"school.901233",)"
        R"("message":"m-1","why":"Rule a/b allows it."})");
}

TEST(Report, RepeatIsADuplicateOfTheFirstMessage)
{
    Reporter reporter;
    ReportLine const line = reporter.answered(row(2), result(kReplayed));

    EXPECT_EQ(line.outcome, RowOutcome::kDuplicate);
    EXPECT_EQ(line.recipient, "school.901233");
    EXPECT_EQ(line.message, "m-1");
    EXPECT_EQ(line.code, "");
    EXPECT_THAT(line.why, testing::HasSubstr("first message stands"));
}

TEST(Report, SameChildAndIncidentWithOtherContentIsChangedAndNamesTheFirstMessage)
{
    Reporter reporter;
    auto const first = reporter.answered(row(1), result(kAccepted));
    ReportLine const line = reporter.answered(row(2), result(kIdReused));

    EXPECT_EQ(name_of(line.outcome), "changed");
    EXPECT_EQ(line.code, "id_reused");
    EXPECT_EQ(line.recipient, first.recipient);
    EXPECT_EQ(line.message, first.message);
    EXPECT_EQ(line.row, 2U);
    EXPECT_THAT(line.why, testing::AllOf(testing::HasSubstr("not looked at"), testing::HasSubstr("names m-1 as")));
}

TEST(Report, ChangedRowOfAnEarlierNightSaysWhereTheFirstMessageIsFound)
{
    Reporter reporter;
    ReportLine const line = reporter.answered(row(1), result(kIdReused));

    EXPECT_EQ(line.outcome, RowOutcome::kChanged);
    EXPECT_EQ(line.message, "");
    EXPECT_THAT(line.why, testing::HasSubstr("report of its night"));
}

TEST(Report, HeldRowNamesNoRecipientBecauseNobodyHasBeenTold)
{
    Reporter reporter;
    auto const line = reporter.answered(
        row(1),
        result(
            R"({"outcome":"held","message":"m-2","recipient":"desk.x","code":"school_closed","why":"Closed.","replayed":false})"));

    EXPECT_EQ(line.outcome, RowOutcome::kHeld);
    EXPECT_EQ(line.code, "school_closed");
    EXPECT_EQ(line.recipient, "");
    EXPECT_EQ(line.message, "m-2");
}

TEST(Report, RefusedRowStaysRefusedWhenItIsSentAgain)
{
    Reporter reporter;
    auto const line = reporter.answered(
        row(1), result(R"({"outcome":"refused","code":"age_out_of_range","why":"Too old.","replayed":true})"));

    EXPECT_EQ(line.outcome, RowOutcome::kRefused);
    EXPECT_EQ(line.code, "age_out_of_range");
}

TEST(Report, UnreadableRowIsRefusedWithItsReason)
{
    NightRow const bad{3, "", "", problem(ProblemCode::kInvalidValue, "The row has 3 cells where the header has 26.")};
    ReportLine const line = Reporter::unreadable(bad);

    EXPECT_EQ(line.row, 3U);
    EXPECT_EQ(line.outcome, RowOutcome::kRefused);
    EXPECT_EQ(line.code, "invalid_value");
    EXPECT_THAT(line.why, testing::HasSubstr("3 cells"));
}

TEST(Report, ProblemOfTheRowIsARefusalThatNamesTheField)
{
    Reporter reporter;
    auto const line = reporter.answered(
        row(1),
        result(
            R"({"outcome":"problem","problem":{"type":"urn:micklegate:problem:string-too-long","status":400,"detail":"Too long.","errors":[{"pointer":"/data/summary","detail":"is longer than is accepted"}]}})"));

    EXPECT_EQ(line.outcome, RowOutcome::kRefused);
    EXPECT_EQ(line.code, "string_too_long");
    EXPECT_EQ(line.why, "Too long. /data/summary: is longer than is accepted");
}

TEST(Report, ProblemOfTheGatewayLeavesTheRowUnconfirmed)
{
    Reporter reporter;
    for (std::string_view const type : {"outcome-unknown", "timeout", "internal", "of-a-later-version"}) {
        auto const line =
            reporter.answered(row(1), result(R"({"outcome":"problem","problem":{"type":"urn:micklegate:problem:)" +
                                             std::string{type} + R"("}})"));
        EXPECT_EQ(line.outcome, RowOutcome::kUnconfirmed) << type;
    }
}

TEST(Report, RowTheGatewayCouldNotTakeIsNotSent)
{
    Reporter reporter;
    for (std::string_view const type : {"over-budget", "unavailable", "storage-full"}) {
        auto const line =
            reporter.answered(row(1), result(R"({"outcome":"problem","problem":{"type":"urn:micklegate:problem:)" +
                                             std::string{type} + R"(","detail":"Because."}})"));
        EXPECT_EQ(name_of(line.outcome), "not_sent") << type;
        EXPECT_EQ(line.why, "Because.");
    }
}

std::vector<ReportLine> lines_of(std::initializer_list<RowOutcome> outcomes)
{
    std::vector<ReportLine> lines;
    for (RowOutcome const outcome : outcomes)
        lines.emplace_back().outcome = outcome;
    return lines;
}

TEST(Unsettled, IsNoRowThatWasTakenOrRefused)
{
    EXPECT_FALSE(
        unsettled(lines_of({RowOutcome::kSent, RowOutcome::kDuplicate, RowOutcome::kHeld, RowOutcome::kRefused})));
}

TEST(Unsettled, SaysOfEachKindOfRowHowManyAndWhatToDo)
{
    auto const told = unsettled(lines_of({RowOutcome::kSent, RowOutcome::kChanged, RowOutcome::kNotSent,
                                          RowOutcome::kNotSent, RowOutcome::kUnconfirmed}));
    ASSERT_TRUE(told);
    EXPECT_THAT(told->detail, testing::AllOf(testing::HasSubstr("Of 1 row it is not known"),
                                             testing::HasSubstr("could not take 2 rows and stored nothing"),
                                             testing::HasSubstr("Of 1 row other content was sent before")));
    EXPECT_THAT(told->next,
                testing::AllOf(testing::HasSubstr("run the file again"), testing::HasSubstr("send a correction")));
}

TEST(Unsettled, ChangedRowAloneIsNothingThatAnotherRunWouldMend)
{
    auto const told = unsettled(lines_of({RowOutcome::kChanged}));
    ASSERT_TRUE(told);
    EXPECT_THAT(told->next, testing::Not(testing::HasSubstr("again")));
}

TEST(Report, AnswerOfAnUnknownKindIsNotTakenForSuccess)
{
    Reporter reporter;
    EXPECT_EQ(reporter.answered(row(1), result(R"({"outcome":"perhaps"})")).outcome, RowOutcome::kUnconfirmed);
}

}  // namespace
}  // namespace micklegate::police
