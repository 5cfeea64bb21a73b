#include "gateway/matac/score.hpp"

#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>

namespace micklegate::matac {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

using std::chrono::days;
using std::chrono::sys_days;

Date const kToday = day("2026-11-22");

Incident incident(std::string reference, int days_ago, std::string victim = "V1", std::string band = "medium")
{
    Incident out;
    out.reference = std::move(reference);
    out.on = Date{sys_days{kToday} - days{days_ago}};
    out.harm_band = std::move(band);
    out.victim = std::move(victim);
    out.crime_class = "assault";
    return out;
}

TEST(Rfgv, AddsRecencyFrequencyGravityAndVictims)
{
    Score const scored =
        score({incident("1", 10), incident("2", 200, "V2", "grave"), incident("3", 700)}, example_weights(), kToday);

    EXPECT_EQ(scored.recency, 25);
    EXPECT_EQ(scored.frequency, 8);
    EXPECT_EQ(scored.gravity, 25);
    EXPECT_EQ(scored.victims, 15);
    EXPECT_EQ(scored.total(), 73);
    EXPECT_EQ(scored.latest, Date{sys_days{kToday} - days{10}});
    EXPECT_EQ(scored.stamp, example_weights().stamp);
}

TEST(Rfgv, IncidentWithTwoVictimsIsOneIncident)
{
    Score const scored = score({incident("1", 10), incident("1", 10, "V2")}, example_weights(), kToday);

    EXPECT_EQ(scored.incidents, 1U);
    EXPECT_EQ(scored.victims_seen, 2U);
}

TEST(Rfgv, NothingScoresNothing) { EXPECT_EQ(score({}, example_weights(), kToday).total(), 0); }

TEST(Rfgv, B29_Day730CountsAndDay731DoesNot)
{
    Weights const weights = example_weights();

    Score const last_day = score({incident("1", 730)}, weights, kToday);
    Score const day_after = score({incident("1", 731)}, weights, kToday);

    EXPECT_EQ(last_day.incidents, 1U);
    EXPECT_EQ(last_day.recency, 5);
    EXPECT_EQ(iso_date(last_day.window.first), "2024-11-22");
    EXPECT_EQ(day_after.total(), 0);
    EXPECT_THAT(day_after.left_out, ElementsAre(Pair(LeftOut::kBeforeWindow, 1)));
}

TEST(Rfgv, B29_WindowIsCountedInDaysAcrossALeapDay)
{
    Incident one = incident("1", 0);
    one.on = day("2027-03-01");

    EXPECT_EQ(score({one}, example_weights(), day("2029-02-28")).incidents, 1U);
    EXPECT_EQ(score({one}, example_weights(), day("2029-03-01")).incidents, 0U);
}

TEST(Rfgv, B29_FutureDatedRecordIsLeftOutAndCounted)
{
    Score const scored = score({incident("1", -1, "V2", "grave"), incident("2", 0)}, example_weights(), kToday);

    EXPECT_EQ(scored.incidents, 1U);
    EXPECT_EQ(scored.gravity, 12);
    EXPECT_EQ(scored.recency, 25);
    EXPECT_THAT(scored.left_out, ElementsAre(Pair(LeftOut::kFutureDated, 1)));
}

TEST(Rfgv, B29_ReclassifiedCrimeCountsAsItsNewClassAlone)
{
    Incident const before = incident("1", 10, "V1", "grave");
    Incident after = incident("1", 10, "V1", "low");
    after.record = Record::kReclassified;

    Score const scored = score({after, before}, example_weights(), kToday);

    EXPECT_EQ(scored.incidents, 1U);
    EXPECT_EQ(scored.gravity, 5);
    EXPECT_THAT(scored.left_out, ElementsAre(Pair(LeftOut::kReclassified, 1)));

    after.crime_class = "public_order";
    EXPECT_EQ(score({before, after}, example_weights(), kToday).total(), 0);
}

TEST(Rfgv, B29_CancelledIncidentTakesAllItsRowsWithIt)
{
    Incident cancelled = incident("1", 10, "V2");
    cancelled.record = Record::kCancelled;

    Score const scored = score({cancelled, incident("1", 10), incident("2", 100)}, example_weights(), kToday);

    EXPECT_EQ(scored.incidents, 1U);
    EXPECT_THAT(scored.left_out, ElementsAre(Pair(LeftOut::kCancelled, 2)));
}

TEST(Rfgv, B29_VictimsWhomPoliceDoNotKnowAreShownAndNotScored)
{
    Incident told = incident("p1", 20, "V3", "grave");
    told.source = Source::kPartner;
    Incident known_too = told;
    known_too.victim = "V1";

    Score const scored = score({incident("1", 10), told, known_too}, example_weights(), kToday);

    EXPECT_EQ(scored.victims_seen, 1U);
    EXPECT_EQ(scored.gravity, 12);
    EXPECT_EQ(scored.victims_outside, 1U);
    EXPECT_THAT(scored.left_out, ElementsAre(Pair(LeftOut::kPartnerOnly, 2)));
}

TEST(Rfgv, B29_VersionChangedMidMonthIsVisible)
{
    std::string const text = scale_text("rfgv-1.toml");
    Weights const newer = *load_weights("rfgv-2.toml", replaced(text, "rfgv-1\"", "rfgv-2\""));
    Weights const edited = *load_weights("rfgv-1.toml", replaced(text, "points = 25", "points = 24"));
    std::vector<Incident> const incidents{incident("1", 10)};

    Score const entry = score(incidents, example_weights(), kToday);
    Score const same = score({}, example_weights(), kToday);

    EXPECT_TRUE(change_between(entry, same).comparable);
    EXPECT_EQ(change_between(entry, same).entry, entry.total());
    EXPECT_EQ(change_between(entry, same).exit, 0);
    EXPECT_FALSE(change_between(entry, score(incidents, newer, kToday)).comparable);
    EXPECT_FALSE(change_between(entry, score(incidents, edited, kToday)).comparable);
}

TEST(Rfgv, UnknownBandIsLeftOutRatherThanGuessed)
{
    EXPECT_THAT(score({incident("1", 10, "V1", "severe")}, example_weights(), kToday).left_out,
                ElementsAre(Pair(LeftOut::kUnknownBand, 1)));
}

TEST(Rfgv, OrderAndRepeatsOfRowsDoNotMatter)
{
    std::mt19937 random{20261122};
    std::vector<Incident> incidents;
    for (int i = 0; i < 40; ++i) {
        Incident one = incident(std::to_string(random() % 15), static_cast<int>(random() % 900) - 50,
                                "V" + std::to_string(random() % 5), random() % 2 == 0 ? "high" : "low");
        one.record = std::array{Record::kRecorded, Record::kReclassified, Record::kCancelled}[random() % 12 / 5];
        one.source = random() % 7 == 0 ? Source::kPartner : Source::kPolice;
        incidents.push_back(one);
    }
    Score const first = score(incidents, example_weights(), kToday);
    for (int round = 0; round < 50; ++round) {
        std::ranges::shuffle(incidents, random);
        std::vector<Incident> repeated = incidents;
        repeated.insert(repeated.end(), incidents.begin(), incidents.begin() + 10);
        Score const again = score(repeated, example_weights(), kToday);
        ASSERT_EQ(again.total(), first.total());
        ASSERT_EQ(again.latest, first.latest);
        ASSERT_EQ(again.victims_outside, first.victims_outside);
        ASSERT_EQ(score(incidents, example_weights(), kToday).left_out, first.left_out);
    }
}

}  // namespace
}  // namespace micklegate::matac
