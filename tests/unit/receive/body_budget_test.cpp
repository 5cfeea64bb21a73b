// The memory of request bodies: bounded for all, shared out between agencies, and given back.
#include "gateway/receive/body_budget.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

AgencyId const kPolice{"police.demo"};
AgencyId const kSchool{"school.900001"};

TEST(BodyBudget, OneAgencyLeavesRoomForOthers)
{
    BodyBudget budget{4'000, 0};
    BodyBudget::Share first{budget, kPolice};
    BodyBudget::Share second{budget, kPolice};
    BodyBudget::Share other{budget, kSchool};

    EXPECT_TRUE(first.grow_to(900));
    EXPECT_FALSE(second.grow_to(101));
    EXPECT_TRUE(second.grow_to(100));
    EXPECT_TRUE(other.grow_to(1'000));
}

TEST(BodyBudget, AllTogetherKeepToIt)
{
    BodyBudget budget{4'000, 0};
    BodyBudget::Share one{budget, AgencyId{"school.1"}};
    BodyBudget::Share two{budget, AgencyId{"school.2"}};
    ASSERT_TRUE(one.grow_to(3'990));

    EXPECT_FALSE(two.grow_to(11));
    EXPECT_TRUE(two.grow_to(10));
}

TEST(BodyBudget, GrowsWithABodyOfUnknownLengthAndIsGivenBack)
{
    BodyBudget budget{4'000, 0};
    BodyBudget::Share waiting{budget, kPolice};
    {
        BodyBudget::Share growing{budget, kPolice};
        for (std::size_t const bytes : {100U, 500U, 1'000U})
            ASSERT_TRUE(growing.grow_to(bytes));
        ASSERT_FALSE(waiting.grow_to(1));
    }
    BodyBudget::Share other{budget, kSchool};
    EXPECT_TRUE(other.grow_to(3'001)) << "the whole was not given back";
    EXPECT_TRUE(waiting.grow_to(999)) << "the agency's part was not given back";
}

TEST(BodyBudget, TheOnlyRequestIsNeverTooLarge)
{
    BodyBudget budget{10, 0};
    BodyBudget::Share only{budget, kPolice};
    BodyBudget::Share next{budget, kSchool};

    EXPECT_TRUE(only.grow_to(5'000));
    EXPECT_FALSE(next.grow_to(1));
}

TEST(BodyBudget, TheLastQuarterIsForAgenciesThatHoldNothingYet)
{
    BodyBudget budget{4'000, 0};
    BodyBudget::Share one{budget, AgencyId{"school.1"}};
    BodyBudget::Share two{budget, AgencyId{"school.2"}};
    BodyBudget::Share three{budget, AgencyId{"school.3"}};
    BodyBudget::Share again{budget, AgencyId{"school.3"}};
    BodyBudget::Share newcomer{budget, kPolice};
    ASSERT_TRUE(one.grow_to(1'000) && two.grow_to(1'000) && three.grow_to(500));

    EXPECT_TRUE(again.grow_to(500));
    EXPECT_TRUE(newcomer.grow_to(10));
    again.give_back();
    EXPECT_FALSE(again.grow_to(500));
    EXPECT_TRUE(again.grow_to(490));
    EXPECT_TRUE(newcomer.grow_to(500));
    EXPECT_TRUE(newcomer.grow_to(1'000)) << "what is being read may grow";
}

TEST(BodyBudget, ALittleOfEveryAgencyIsTakenHoweverFullThePoolIs)
{
    BodyBudget budget{4'000, 256};
    BodyBudget::Share everything{budget, kSchool};
    BodyBudget::Share first{budget, kPolice};
    BodyBudget::Share second{budget, kPolice};
    ASSERT_TRUE(everything.grow_to(4'256));

    EXPECT_TRUE(first.grow_to(200));
    EXPECT_TRUE(second.grow_to(56));
    EXPECT_FALSE(second.grow_to(57));
    first.give_back();
    EXPECT_TRUE(second.grow_to(256)) << "the agency's part was not given back";
}

TEST(BodyBudget, WhatStaysWithinAnAgencysOwnPartTakesNothingOfThePool)
{
    BodyBudget budget{4'000, 256};
    BodyBudget::Share small{budget, kPolice};
    BodyBudget::Share large{budget, kSchool};
    ASSERT_TRUE(small.grow_to(256));

    EXPECT_TRUE(large.grow_to(10'000)) << "it is alone in the pool";
    large.give_back();
    EXPECT_TRUE(small.grow_to(10'000)) << "the pool's part was not given back";
}

}  // namespace
}  // namespace micklegate::receive
