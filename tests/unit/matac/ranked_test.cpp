#include "gateway/matac/ranked.hpp"

#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace micklegate::matac {
namespace {

using ::testing::ElementsAre;

Date const kToday = day("2026-11-22");

Reported reported(std::string ref, std::string incident, std::string victim, std::string band = "medium")
{
    Reported out;
    out.perpetrator_ref = std::move(ref);
    out.incident.reference = std::move(incident);
    out.incident.on = day("2026-11-12");
    out.incident.victim = std::move(victim);
    out.incident.harm_band = std::move(band);
    out.incident.crime_class = "assault";
    return out;
}

std::vector<std::string> order_of(std::vector<Ranked> const& list)
{
    std::vector<std::string> order;
    for (Ranked const& one : list)
        order.push_back(std::to_string(one.rank) + " " + *one.subject.references.begin());
    return order;
}

std::vector<std::string> order_of(std::vector<Reported> const& reports, Weights const& weights)
{
    return order_of(ranked(subjects_of(reports), weights, kToday));
}

/// Points such that two victims and the lowest band weigh what one victim and a higher band do.
Weights even_weights()
{
    Weights weights = example_weights();
    weights.victims = {{1, 6}, {2, 13}};
    weights.gravity = {{"low", 5}, {"medium", 12}};
    return weights;
}

TEST(Ranked, B29_TieGoesByVictimsThenByGravity)
{
    std::vector<Reported> const reports{reported("A", "1", "V1", "medium"), reported("B", "2", "V1", "low"),
                                        reported("B", "2", "V2", "low"), reported("C", "3", "V1", "low")};

    auto const list = ranked(subjects_of(reports), even_weights(), kToday);

    ASSERT_EQ(list[0].score.total(), list[1].score.total());
    EXPECT_THAT(order_of(list), ElementsAre("1 B", "2 A", "3 C"));
}

TEST(Ranked, B29_GravityDecidesWhereVictimsAreEqualToo)
{
    Weights weights = even_weights();
    weights.frequency = {{1, 4}, {2, 11}};
    std::vector<Reported> const reports{reported("A", "1", "V1", "low"), reported("A", "2", "V1", "low"),
                                        reported("B", "3", "V1", "medium")};

    auto const list = ranked(subjects_of(reports), weights, kToday);

    ASSERT_EQ(list[0].score.total(), list[1].score.total());
    EXPECT_THAT(order_of(list), ElementsAre("1 B", "2 A"));
}

TEST(Ranked, B29_WhatIsStillEqualSharesItsRank)
{
    EXPECT_THAT(order_of({reported("C", "3", "V1", "low"), reported("B", "2", "V1"), reported("A", "1", "V1")},
                         example_weights()),
                ElementsAre("1 A", "1 B", "3 C"));
}

TEST(Ranked, B29_OnePersonUnderTwoReferencesIsScoredOnce)
{
    Reported one = reported("A", "1", "V1");
    Reported other = reported("B", "2", "V2");
    one.pncid = other.pncid = "08/0056560Z";

    auto const list = ranked(subjects_of({one, other}), example_weights(), kToday);

    ASSERT_EQ(list.size(), 1U);
    EXPECT_THAT(list[0].subject.references, ElementsAre("A", "B"));
    EXPECT_EQ(list[0].score.victims_seen, 2U);
}

TEST(Ranked, TwoNumbersOfOnePersonAreShown)
{
    Reported one = reported("A", "1", "V1");
    Reported other = reported("A", "2", "V2");
    one.pncid = "08/0056560Z";
    other.pncid = "12/0394773H";

    auto const subjects = subjects_of({one, other});

    ASSERT_EQ(subjects.size(), 1U);
    EXPECT_EQ(subjects[0].pncids.size(), 2U);
}

TEST(Ranked, B29_InPrisonDeportedDeadOrMovedIsScoredAndFlagged)
{
    for (std::string const whereabouts : {"in_custody", "deported", "deceased", "left_area"}) {
        Reported one = reported("A", "1", "V1");
        one.whereabouts = whereabouts;
        auto const list = ranked(subjects_of({one}), example_weights(), kToday);
        EXPECT_THAT(list[0].subject.flags, ElementsAre(whereabouts));
        EXPECT_GT(list[0].score.total(), 0);
    }
    Reported free = reported("A", "1", "V1");
    free.whereabouts = "in_community";
    EXPECT_TRUE(subjects_of({free})[0].flags.empty());
}

TEST(Ranked, OrderOfRowsDoesNotMatter)
{
    std::mt19937 random{7};
    std::vector<Reported> reports;
    for (int i = 0; i < 60; ++i) {
        Reported one = reported("P" + std::to_string(random() % 12), std::to_string(i), "V" + std::to_string(i % 4),
                                i % 3 == 0 ? "high" : "low");
        if (i % 5 == 0)
            one.pncid = "08/000000" + std::to_string(random() % 6) + "A";
        reports.push_back(std::move(one));
    }
    auto const first = order_of(reports, example_weights());
    ASSERT_LT(first.size(), 12U);
    for (int round = 0; round < 50; ++round) {
        std::ranges::shuffle(reports, random);
        ASSERT_EQ(order_of(reports, example_weights()), first);
    }
}

}  // namespace
}  // namespace micklegate::matac
