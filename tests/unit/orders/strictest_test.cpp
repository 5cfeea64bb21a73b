// Several orders on one respondent: what binds most is looked at first.
#include "gateway/orders/strictest.hpp"

#include "tests/unit/orders/script.hpp"

namespace micklegate::orders {
namespace {

using namespace test;
using testing::ElementsAre;

TEST(Strictest, B28_WhatCanBeArrestedForComesFirst)
{
    Script const ended = Script{}.on("2026-11-19 11:40", order(until("2026-11-20 12:00")));
    Script const promise = Script{}.on("2026-11-19 11:40", Undertaking{}, "UND-1");
    Script const not_known = Script{}.on("2026-11-19 11:40", order());
    Script const crime = Script{}.on("2026-11-19 11:40", order()).on("2026-11-19 12:40", served());
    Made occupation = order(no_end(), Kind::kOccupation);
    occupation.power_of_arrest_until = at("2027-01-01 00:00");
    Script const power = Script{}.on("2026-11-19 11:40", occupation).on("2026-11-19 12:40", served());
    std::vector<Standing> standings;
    for (Script const& script : {Script{}, ended, promise, not_known, crime, power})
        standings.push_back(script.at_moment("2026-12-01 00:00"));
    EXPECT_THAT(strictest_first(standings), ElementsAre(4, 5, 3, 2, 1, 0));
}

TEST(Strictest, B28_OfTwoAlikeTheOneThatRunsLongerComesFirst)
{
    std::vector<Standing> standings;
    for (Ending const& ending : {until("2026-12-20 12:00"), until("2027-12-20 12:00"), no_end()})
        standings.push_back(Script{}.on("2026-11-19 11:40", order(ending)).at_moment("2026-12-01 00:00"));
    EXPECT_THAT(strictest_first(standings), ElementsAre(2, 1, 0));
    EXPECT_TRUE(strictest_first({}).empty());
}

}  // namespace
}  // namespace micklegate::orders
