// Precision and recall on fictional people who are easily mistaken for each other, and questions with labelled
// mistakes.
#include "measure.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace micklegate::matching {
namespace {

/// Recall of at least probable, and of at least possible: the lower of both runs, less some 0.03.
struct Floor {
    char const* mistake;
    double probable;
    double possible;
};

constexpr Floor kFloors[]{
    {"none", 0.93, 0.99},
    {"letter inserted", 0.49, 0.94},
    {"letter left out", 0.49, 0.94},
    {"letter replaced", 0.48, 0.93},
    {"letters exchanged", 0.54, 0.93},
    {"transliteration", 0.55, 0.94},
    {"part of double surname", 0.93, 0.99},
    {"names exchanged", 0.92, 0.99},
    {"nickname", 0.22, 0.93},
    {"day and month exchanged", 0.57, 0.99},
    {"slip in birth date", 0.57, 0.96},
    {"no birth date", 0.24, 0.99},
    {"1 January for birth", 0.55, 0.99},
    {"moved", 0.91, 0.94},
    {"married name", 0.26, 0.90},
    {"two mistakes", 0.10, 0.40},
};

void print(char const* title, Scores const& scores)
{
    std::printf("\n%s: %zu people, %zu questions, %.1f candidates each\n", title, kPeople, scores.questions,
                part(scores.candidates, scores.questions));
    std::printf("%-28s %8s %8s %8s %8s   recall: exact probable+ possible+\n", "mistake", "exact", "probable",
                "possible", "none");
    for (auto const& [mistake, counts] : scores.right_by_mistake)
        std::printf("%-28s %8zu %8zu %8zu %8zu          %6.3f  %6.3f   %6.3f\n", mistake.c_str(), counts[3], counts[2],
                    counts[1], counts[0], scores.recall(mistake, Confidence::kExact),
                    scores.recall(mistake, Confidence::kProbable), scores.recall(mistake, Confidence::kPossible));
    std::printf("%-28s %8s %8s %8s %8s\n", "shown instead of the person", "exact", "probable", "possible", "none");
    for (auto const& [relation, counts] : scores.shown_by_relation)
        std::printf("%-28s %8zu %8zu %8zu %8zu\n", relation.c_str(), counts[3], counts[2], counts[1], counts[0]);
    std::printf("%-28s %8.4f %8.4f %8.4f\n", "precision", scores.precision(Confidence::kExact),
                scores.precision(Confidence::kProbable), scores.precision(Confidence::kPossible));
    std::printf("tokens: %zu of %zu records asked for not found; %zu of %zu worth showing not found\n",
                scores.not_found_by_token, scores.asked_of_held, scores.worth_showing_missed, scores.worth_showing);
}

class LabelledSet : public testing::TestWithParam<bool> {};

TEST_P(LabelledSet, IsToldApart)
{
    bool const held_out = GetParam();
    Scores const scores = held_out ? measure(20'261'122, held_out_habits()) : measure(1, known_habits());
    print(held_out ? "held-out habits" : "known habits", scores);
    EXPECT_EQ(scores.precision(Confidence::kExact), 1.0);
    EXPECT_GT(scores.recall("none", Confidence::kExact), 0.40);
    EXPECT_GT(scores.precision(Confidence::kProbable), 0.92);
    EXPECT_GT(scores.precision(Confidence::kPossible), 0.55);
    EXPECT_EQ(scores.worth_showing_missed, 0U) << "no token leads to a record that compare() would show";
    for (auto const& [mistake, probable, possible] : kFloors) {
        EXPECT_GE(scores.recall(mistake, Confidence::kProbable), probable) << mistake;
        EXPECT_GE(scores.recall(mistake, Confidence::kPossible), possible) << mistake;
    }
    if (!held_out) {
        EXPECT_GE(scores.recall("nickname", Confidence::kProbable), 0.93) << "listed diminutives";
    }
}

INSTANTIATE_TEST_SUITE_P(Habits, LabelledSet, testing::Values(false, true),
                         [](auto const& run) { return run.param ? "HeldOut" : "Known"; });

}  // namespace
}  // namespace micklegate::matching
