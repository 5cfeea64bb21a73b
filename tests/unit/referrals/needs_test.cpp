// Scores of the nine needs: what was not asked is no nought, and what is out of range is refused.
#include "tests/unit/referrals/script.hpp"

#include <gmock/gmock.h>

namespace micklegate::referrals {
namespace {

using namespace test;

TEST(NineNeeds, B40_NullAndAbsentAreNotAskedAndNoughtIsTheHighestNeed)
{
    auto const read = needs_of({{"need_family", nullptr}, {"need_finance", 0}});

    ASSERT_TRUE(read);
    EXPECT_EQ(read->scores[3], std::nullopt);
    EXPECT_EQ(read->scores[6], 0);
    EXPECT_EQ(read->scores[8], std::nullopt);
}

TEST(NineNeeds, B40_ElevenIsRefusedByName)
{
    for (boost::json::value const& score :
         {boost::json::value{11}, boost::json::value{-1}, boost::json::value{"3"}, boost::json::value{3.5}}) {
        auto const read = needs_of({{"need_social", score}});
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().errors.front().pointer, "/need_social");
        EXPECT_THAT(one_line(read.error()), testing::Not(testing::HasSubstr("11")));
    }
    EXPECT_TRUE(needs_of({{"need_social", 10}}));
}

TEST(NineNeeds, B40_EightCategoriesAreScoresButNotAWholeAssessment)
{
    EXPECT_FALSE(needs_of(needs(5, 8))->whole());
    EXPECT_TRUE(needs_of(needs(5, 8))->any());
    EXPECT_TRUE(needs_of(needs(0, 9))->whole());
    EXPECT_FALSE(needs_of({})->any());
}

TEST(NineNeeds, B40_AFallIsNegativeAndWhatWasScoredOnceHasNoChange)
{
    Needs const changed = change(*needs_of({{"need_mental_health", 6}, {"need_family", 0}, {"need_finance", 2}}),
                                 *needs_of({{"need_mental_health", 4}, {"need_family", 0}, {"need_social", 9}}));

    EXPECT_EQ(changed.scores[0], -2);
    EXPECT_EQ(changed.scores[3], 0);
    EXPECT_EQ(changed.scores[6], std::nullopt);
    EXPECT_EQ(changed.scores[8], std::nullopt);
}

TEST(NineNeeds, B40_ExitWithoutBaselineIsNoChangeAndIsSaid)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z")
        .status("2026-11-20T10:00:00Z", "closed_planned", with(needs(9), {{"assessment", "exit"}}));

    Standing const standing = script.of(kHub, "2026-11-21T00:00:00Z");

    EXPECT_TRUE(standing.exit_without_entry);
    EXPECT_FALSE(standing.changed.any());
    EXPECT_EQ(standing.assessed_at, std::nullopt);
}

TEST(NineNeeds, AssessmentWithoutScoresIsKnownToHaveBeenMade)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z").status("2026-11-05T10:00:00Z", "assessed", {{"scores_consent", false}});

    Standing const standing = script.of(kHub, "2026-11-21T00:00:00Z");

    EXPECT_EQ(standing.assessed_at, at("2026-11-05T10:00:00Z"));
    EXPECT_FALSE(standing.entry.any());
}

TEST(NineNeeds, CopyWithoutScoresTakesNoneAway)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z")
        .status("2026-11-05T10:00:00Z", "assessed", with(needs(4), {{"assessment", "baseline"}}))
        .status("2026-11-06T10:00:00Z", "assessed", {{"assessment", "baseline"}, {"need_finance", 1}});

    Standing const standing = script.of(kHub, "2026-11-21T00:00:00Z");

    EXPECT_EQ(standing.entry.scores[0], 4);
    EXPECT_EQ(standing.entry.scores[6], 1);
}

TEST(NineNeeds, WhatAReferrerScoredIsTheEntryOfItsOwnWork)
{
    Script script;
    script.referred("2026-11-02T10:00:00Z")
        .referred("2026-11-03T10:00:00Z", with(needs(2), {{"referral_reason", "new"}}), kHub, kAdvocates);

    EXPECT_TRUE(script.of(kHub, "2026-11-04T00:00:00Z").entry.whole());
    EXPECT_FALSE(script.of(kAdvocates, "2026-11-04T00:00:00Z").entry.any());
}

}  // namespace
}  // namespace micklegate::referrals
