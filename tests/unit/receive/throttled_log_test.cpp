// Lines that strangers cause: shown, then counted, then shown again, at the pace of a clock the test moves.
#include "gateway/receive/throttled_log.hpp"

#include "tests/support/manual_clock.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

class ThrottledLogTest : public testing::Test {
protected:
    void say(std::uint64_t times)
    {
        for (std::uint64_t i = 0; i < times; ++i)
            throttled.say(Severity::kInfo, "A handshake failed.");
    }

    std::vector<std::string> lines;
    Log const log = [this](Severity, std::string const& line) { lines.push_back(line); };
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    ThrottledLog throttled{log, clock.clock()};
};

TEST_F(ThrottledLogTest, ShowsTheFirstFewAndCountsTheRest)
{
    say(ThrottledLog::kBurst + 500);

    EXPECT_EQ(lines.size(), ThrottledLog::kBurst);
    EXPECT_EQ(throttled.count(), ThrottledLog::kBurst + 500);
}

TEST_F(ThrottledLogTest, SaysWithTheNextLineHowManyWereLeftOut)
{
    say(ThrottledLog::kBurst + 500);
    clock.advance(ThrottledLog::kOneLinePer);

    say(2);

    ASSERT_EQ(lines.size(), ThrottledLog::kBurst + 1);
    EXPECT_EQ(lines.back(), "A handshake failed. (500 more of this kind were not shown)");
    EXPECT_EQ(lines.front(), "A handshake failed.");
}

TEST_F(ThrottledLogTest, SavesUpNoMoreThanABurst)
{
    say(1);
    clock.advance(1'000 * ThrottledLog::kOneLinePer);

    say(ThrottledLog::kBurst + 5);

    EXPECT_EQ(lines.size(), 1 + ThrottledLog::kBurst);
}

TEST_F(ThrottledLogTest, AClockThatGoesBackSilencesNobodyForLonger)
{
    say(ThrottledLog::kBurst);
    clock.advance(std::chrono::hours{-1});
    say(1);
    clock.advance(ThrottledLog::kOneLinePer);
    say(1);

    EXPECT_EQ(lines.size(), ThrottledLog::kBurst + 1);
}

}  // namespace
}  // namespace micklegate::receive
