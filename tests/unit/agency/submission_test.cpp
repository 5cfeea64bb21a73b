#include "gateway/agency/submission.hpp"

#include <gmock/gmock.h>

namespace micklegate::agency {
namespace {

std::vector<std::string> events(std::size_t count, std::size_t bytes)
{
    return std::vector(count, std::string(bytes, 'x'));
}

TEST(Submission, BatchHoldsNoMoreThanTheGatewayTakes)
{
    EXPECT_EQ(next_batch(events(700, 10), 1000, Limits{}), Limits{}.batch_messages);
    EXPECT_EQ(next_batch(events(700, 10), 100, Limits{}), 100U);
    EXPECT_EQ(next_batch(events(3, 10), 100, Limits{}), 3U);
}

TEST(Submission, BatchCountsBytesWithTheirLineEnds)
{
    Limits limits;
    limits.body_bytes = 33;
    EXPECT_EQ(next_batch(events(5, 10), 100, limits), 3U);
    EXPECT_EQ(next_batch(events(5, 11), 100, limits), 2U);
}

TEST(Submission, EventThatFitsNoRequestGoesAloneForTheGatewayToRefuse)
{
    Limits limits;
    limits.body_bytes = 5;
    EXPECT_EQ(next_batch(events(5, 10), 100, limits), 1U);
}

TEST(Submission, InterruptionSaysHowMuchIsConfirmedAndWhatIsSafe)
{
    Problem const told = unfinished(
        problem(ProblemCode::kUnavailable, "The gateway closed the connection.", "Check the network."), 200, 650);

    EXPECT_THAT(told.detail,
                testing::AllOf(testing::HasSubstr("200 of 650"), testing::HasSubstr("closed the connection")));
    EXPECT_THAT(told.next, testing::HasSubstr("again is safe"));
    EXPECT_EQ(told.code, ProblemCode::kUnavailable);
}

}  // namespace
}  // namespace micklegate::agency
