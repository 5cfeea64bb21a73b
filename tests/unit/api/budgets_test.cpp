// An agency's message budget: a burst, then a rate, and never another agency's.
#include "gateway/api/budgets.hpp"

#include <gtest/gtest.h>

namespace micklegate::api {
namespace {

using namespace std::chrono_literals;

AgencyId const kForce{"police.north-yorkshire"};
Moment const kMorning = parse_rfc3339("2026-11-22T06:00:00Z").value();

TEST(Budgets, PastTheBurstSayHowLongToWait)
{
    Budgets budgets{{5, 2}};
    EXPECT_EQ(budgets.spend(kForce, 5, kMorning), 0ms);
    EXPECT_EQ(budgets.spend(kForce, 1, kMorning), 500ms);
}

TEST(Budgets, FillAgainAtTheirRate)
{
    Budgets budgets{{5, 2}};
    EXPECT_EQ(budgets.spend(kForce, 5, kMorning), 0ms);
    EXPECT_EQ(budgets.spend(kForce, 2, kMorning + 1s), 0ms);
    EXPECT_GT(budgets.spend(kForce, 1, kMorning + 1s), 0ms);
    EXPECT_EQ(budgets.spend(kForce, 5, kMorning + 1h), 0ms);
    EXPECT_GT(budgets.spend(kForce, 1, kMorning + 1h), 0ms) << "a quiet time saves up no more than the burst";
}

TEST(Budgets, ARefusalSpendsNothing)
{
    Budgets budgets{{5, 2}};
    EXPECT_GT(budgets.spend(kForce, 6, kMorning), 0ms);
    EXPECT_EQ(budgets.spend(kForce, 5, kMorning), 0ms);
}

TEST(Budgets, WhatIsChargedAfterwardsHasToFillAgain)
{
    Budgets budgets{{5, 2}};
    EXPECT_EQ(budgets.spend(kForce, 0, kMorning), 0ms);
    budgets.charge(kForce, 9, kMorning);
    EXPECT_EQ(budgets.spend(kForce, 0, kMorning), 2s);
    EXPECT_EQ(budgets.spend(kForce, 0, kMorning + 2s), 0ms);
}

TEST(Budgets, OfOneAgencyLeaveAnotherAlone)
{
    Budgets budgets{{5, 2}};
    EXPECT_EQ(budgets.spend(kForce, 5, kMorning), 0ms);
    EXPECT_EQ(budgets.spend(AgencyId{"school.901233"}, 5, kMorning), 0ms);
}

}  // namespace
}  // namespace micklegate::api
