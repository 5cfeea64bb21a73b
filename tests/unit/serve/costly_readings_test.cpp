// However often the metrics are asked for, the disk is asked once a second.
#include "gateway/serve/costly_readings.hpp"

#include "tests/support/manual_clock.hpp"

#include <gtest/gtest.h>

namespace micklegate::serve {
namespace {

class CostlyReadingsTest : public testing::Test {
protected:
    test::ManualClock clock_{"2026-11-22T08:00:00Z"};
    std::uint64_t taken_ = 0;
    CostlyReadings readings_{clock_.clock(), [this] { return Readings{{"store_bytes", ++taken_}}; }};
};

TEST_F(CostlyReadingsTest, AreTakenOnceASecondHoweverOftenTheyAreShown)
{
    readings_.refresh();
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(readings_.last(), (Readings{{"store_bytes", 1}}));
        clock_.advance(std::chrono::milliseconds{9});
        readings_.refresh();
    }
    EXPECT_EQ(taken_, 1U);

    clock_.advance(std::chrono::milliseconds{100});
    readings_.refresh();

    EXPECT_EQ(readings_.last(), (Readings{{"store_bytes", 2}}));
}

TEST_F(CostlyReadingsTest, AreTakenAgainWhenTheClockWasSetBack)
{
    readings_.refresh();
    clock_.advance(std::chrono::hours{-1});
    readings_.refresh();
    EXPECT_EQ(taken_, 2U);
}

}  // namespace
}  // namespace micklegate::serve
