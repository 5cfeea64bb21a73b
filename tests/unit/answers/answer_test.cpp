#include "adapters/answers/answer.hpp"

#include <gmock/gmock.h>
#include <boost/json/parse.hpp>

namespace micklegate::answers {
namespace {

Answer answer_to(std::string const& result) { return answer_of(boost::json::parse(result).as_object()); }

std::string problem_of(std::string const& type)
{
    return R"({"event":"1","problem":{"type":"urn:micklegate:problem:)" + type +
           R"(","title":"T","status":409,"detail":"Because."}})";
}

TEST(Answer, AcceptedIsSentOnceAndADuplicateAfterwards)
{
    Answer const sent = answer_to(R"({"outcome":"accepted","message":"m-1","recipient":"police.x","why":"Rule."})");
    EXPECT_EQ(sent.outcome, RowOutcome::kSent);
    EXPECT_EQ(sent.message, "m-1");
    EXPECT_EQ(sent.recipient, "police.x");
    Answer const again = answer_to(R"({"outcome":"accepted","message":"m-1","why":"Rule.","replayed":true})");
    EXPECT_EQ(again.outcome, RowOutcome::kDuplicate);
    EXPECT_EQ(again.why, "");
}

TEST(Answer, HeldAndRefusedKeepTheirCodeAndReason)
{
    for (auto const& [word, outcome] :
         {std::pair{std::string{"held"}, RowOutcome::kHeld}, {std::string{"refused"}, RowOutcome::kRefused}}) {
        Answer const answer = answer_to(R"({"outcome":")" + word + R"(","code":"c","why":"W.","recipient":"desk.x"})");
        EXPECT_EQ(answer.outcome, outcome);
        EXPECT_EQ(answer.code, "c");
        EXPECT_EQ(answer.why, "W.");
        EXPECT_EQ(answer.recipient, "");
    }
}

TEST(Answer, ProblemSaysWhetherAnythingWasStored)
{
    for (auto const& [type, outcome] : {std::pair{"id-reused", RowOutcome::kChanged},
                                        {"unavailable", RowOutcome::kNotSent},
                                        {"storage-full", RowOutcome::kNotSent},
                                        {"over-budget", RowOutcome::kNotSent},
                                        {"timeout", RowOutcome::kUnconfirmed},
                                        {"internal", RowOutcome::kUnconfirmed},
                                        {"invalid-value", RowOutcome::kRefused}})
        EXPECT_EQ(answer_to(problem_of(type)).outcome, outcome) << type;
    EXPECT_EQ(answer_to(problem_of("id-reused")).code, "id_reused");
}

TEST(Answer, WhatCannotBeUnderstoodIsUnconfirmed)
{
    EXPECT_EQ(answer_to("{}").outcome, RowOutcome::kUnconfirmed);
    EXPECT_NE(answer_to("{}").why, "");
}

TEST(Unsettled, SaysWhatToDoAndNothingWhereAllIsSettled)
{
    using enum RowOutcome;
    EXPECT_FALSE(unsettled({kSent, kDuplicate, kHeld, kRefused}, "Mend it."));
    auto const told = unsettled({kSent, kChanged, kNotSent, kNotSent, kUnconfirmed}, "Mend it.");
    ASSERT_TRUE(told);
    EXPECT_EQ(told->code, ProblemCode::kOutcomeUnknown);
    EXPECT_THAT(told->detail,
                testing::AllOf(testing::HasSubstr("Of 1 row it is not known"), testing::HasSubstr("2 rows")));
    EXPECT_THAT(told->next, testing::AllOf(testing::HasSubstr("run the file again"), testing::EndsWith("Mend it.")));
}

}  // namespace
}  // namespace micklegate::answers
