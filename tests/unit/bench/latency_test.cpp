#include "gateway/bench/latency.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace micklegate::bench {
namespace {

TEST(Latency, FiguresAreDurationsThatOccurred)
{
    std::vector<Duration> durations;
    for (int i = 100; i > 0; --i)
        durations.push_back(std::chrono::milliseconds{i});

    Latency const latency = latency_of(durations);

    EXPECT_EQ(latency.count, 100U);
    EXPECT_EQ(latency.p50, std::chrono::milliseconds{50});
    EXPECT_EQ(latency.p99, std::chrono::milliseconds{99});
    EXPECT_EQ(latency.most, std::chrono::milliseconds{100});
}

TEST(Latency, OneDurationIsAllOfThem)
{
    Latency const latency = latency_of({std::chrono::milliseconds{7}});

    EXPECT_EQ(latency.p50, std::chrono::milliseconds{7});
    EXPECT_EQ(latency.p99, std::chrono::milliseconds{7});
}

TEST(Latency, NoneIsNothing)
{
    EXPECT_EQ(latency_of({}).count, 0U);
    EXPECT_EQ(median({}), 0);
}

TEST(Median, IsTheMiddleOrTheLowerMiddle)
{
    EXPECT_EQ(median({9, 1, 5}), 5);
    EXPECT_EQ(median({9, 1, 5, 7}), 5);
}

}  // namespace
}  // namespace micklegate::bench
