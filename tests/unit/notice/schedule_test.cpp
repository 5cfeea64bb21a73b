#include "gateway/notice/schedule.hpp"

#include <gmock/gmock.h>

namespace micklegate::notice {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

AgencyId const kSchool{"school.901233"};
AgencyId const kPolice{"police.north-yorkshire"};
Instant const kStart{};

TEST(Schedule, WhatComesTogetherIsToldTogether)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {7, "a"}, kStart);
    schedule.add(kSchool, {9, "b"}, kStart + 500ms);

    EXPECT_THAT(schedule.due(kStart + 999ms, 10), IsEmpty());
    EXPECT_THAT(schedule.due(kStart + 1s, 10), ElementsAre(kSchool));
    EXPECT_EQ(schedule.of(kSchool).arrivals.size(), 2U);
    EXPECT_EQ(schedule.oldest(), 7U);
}

TEST(Schedule, AgencyIsToldAtMostOnceAMinuteAndThenOfAllThatCame)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart);
    schedule.told(kSchool, kStart + 1s);
    schedule.add(kSchool, {2, "b"}, kStart + 2s);
    schedule.add(kSchool, {3, "c"}, kStart + 40s);
    schedule.add(kPolice, {4, "d"}, kStart + 40s);

    EXPECT_THAT(schedule.due(kStart + 60s, 10), ElementsAre(kPolice));
    EXPECT_THAT(schedule.due(kStart + 61s, 10), ElementsAre(kPolice, kSchool));
    EXPECT_EQ(schedule.of(kSchool).arrivals.size(), 2U);
}

TEST(Schedule, NothingMoreMeansNoFurtherNotice)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart);
    schedule.told(kSchool, kStart + 1s);

    EXPECT_THAT(schedule.due(kStart + 24h, 10), IsEmpty());
    EXPECT_EQ(schedule.oldest(), std::nullopt);
    EXPECT_EQ(schedule.size(), 0U);
}

TEST(Schedule, WhatDoesNotGetThroughIsTriedAgainEverLaterAndAtLastGivenUp)
{
    Schedule schedule{{}};
    Instant now = kStart + 1s;
    schedule.add(kSchool, {1, "a"}, kStart);
    std::chrono::milliseconds pause{0};
    int attempts = 0;
    while (!schedule.failed(kSchool, now)) {
        Instant const before = now;
        while (schedule.due(now, 1).empty())
            now += 1s;
        auto const waited = std::chrono::duration_cast<std::chrono::milliseconds>(now - before);
        ASSERT_GE(waited, pause);
        ASSERT_LE(waited, 1h);
        pause = waited;
        ++attempts;
    }
    EXPECT_GE(now - kStart, 72h);
    EXPECT_GT(attempts, 70);
    EXPECT_LT(attempts, 90);
    EXPECT_EQ(schedule.size(), 0U);
}

TEST(Schedule, RetryOfTheSameNoticeHasItsIdAndOneThatSaysMoreHasNot)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart);
    schedule.of(kSchool).id = "n1";
    EXPECT_FALSE(schedule.failed(kSchool, kStart + 1s));
    EXPECT_EQ(schedule.of(kSchool).id, "n1");

    schedule.add(kSchool, {2, "b"}, kStart + 2s);
    EXPECT_EQ(schedule.of(kSchool).id, "");
    EXPECT_THAT(schedule.due(kStart + 5s, 10), IsEmpty()) << "what comes meanwhile does not hurry a retry";
}

TEST(Schedule, OneThatFailsHoldsUpNoOther)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart);
    EXPECT_FALSE(schedule.failed(kSchool, kStart + 1s));
    schedule.add(kPolice, {2, "b"}, kStart + 2s);

    EXPECT_THAT(schedule.due(kStart + 4s, 10), ElementsAre(kPolice));
    schedule.told(kPolice, kStart + 4s);
    EXPECT_EQ(schedule.oldest(), 1U);
}

TEST(Schedule, PauseOfAServerThatIsAwayDoesNotGrowForEachAgency)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart);
    for (int attempt = 0; attempt < 20; ++attempt)
        EXPECT_FALSE(schedule.failed(kSchool, kStart + 1s, 5s));

    EXPECT_THAT(schedule.due(kStart + 5s, 10), IsEmpty());
    EXPECT_THAT(schedule.due(kStart + 6s, 10), ElementsAre(kSchool));
    EXPECT_FALSE(schedule.failed(kSchool, kStart + 6s));
    EXPECT_THAT(schedule.due(kStart + 16s, 10), ElementsAre(kSchool)) << "its own first failure";
    EXPECT_TRUE(schedule.failed(kSchool, kStart + 73h, 5s)) << "it is given up all the same";
}

TEST(Schedule, ListIsBoundedAndTheRestCounted)
{
    Schedule schedule{{}};
    for (Sequence index = 0; index < Schedule::kMostListed + 5; ++index)
        schedule.add(kSchool, {index, "m"}, kStart);

    EXPECT_EQ(schedule.of(kSchool).arrivals.size(), Schedule::kMostListed);
    EXPECT_EQ(schedule.of(kSchool).more, 5U);
}

TEST(Schedule, WhoWaitedLongestComesFirst)
{
    Schedule schedule{{}};
    schedule.add(kSchool, {1, "a"}, kStart + 1s);
    schedule.add(kPolice, {2, "b"}, kStart);

    EXPECT_THAT(schedule.due(kStart + 10s, 1), ElementsAre(kPolice));
}

}  // namespace
}  // namespace micklegate::notice
