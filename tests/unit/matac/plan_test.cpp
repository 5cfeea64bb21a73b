#include "gateway/matac/action_plan.hpp"
#include "gateway/matac/nominations.hpp"

#include "gateway/json/strict_json.hpp"
#include "tests/unit/matac/scales.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace micklegate::matac {
namespace {

using ::testing::ElementsAre;

Moment at(std::string_view text) { return *parse_rfc3339(text); }

/// The first example of the type's own schema, with some fields changed.
Change example(std::string const& type, std::string message, std::string from, std::string to, std::string_view when,
               boost::json::object const& changed = {})
{
    boost::json::value const schema = *json::parse_strict(scale_text("../messages/" + type + ".json"));
    boost::json::object fields = schema.at("examples").as_array().front().as_object();
    for (auto const& [field, value] : changed)
        fields[field] = value;
    return *change_of(MessageType{type}, fields,
                      {MessageId{std::move(message)}, AgencyId{std::move(from)}, AgencyId{std::move(to)}, at(when)});
}

Change planned(std::string message, std::string owner, std::string_view when, boost::json::object const& changed = {})
{
    return example("matac.action-plan", std::move(message), "matac.north-yorkshire", std::move(owner), when, changed);
}

Change updated(std::string message, std::string owner, std::string_view when, boost::json::object const& changed = {})
{
    return example("matac.action-update", std::move(message), std::move(owner), "matac.north-yorkshire", when, changed);
}

std::string const kPolice = "police.north-yorkshire";
std::string const kCase = "MATAC-26-058";

Action only_action(std::vector<Change> const& changes, std::string_view when)
{
    Plan const plan = plan_at(changes, kCase, at(when));
    EXPECT_EQ(plan.actions.size(), 1U);
    return plan.actions.empty() ? Action{} : plan.actions.front();
}

TEST(ActionPlan, ActionIsOverdueFromTheDayAfterItsLast)
{
    std::vector<Change> const changes{planned("1", kPolice, "2026-11-13T09:00:00Z")};

    EXPECT_EQ(only_action(changes, "2026-12-08T23:59:00Z").days_overdue, 0);
    EXPECT_EQ(only_action(changes, "2026-12-09T00:00:00Z").days_overdue, 1);
    EXPECT_EQ(only_action(changes, "2026-12-18T12:00:00Z").days_overdue, 10);
    EXPECT_EQ(only_action(changes, "2026-12-18T12:00:00Z").owner.get(), kPolice);
}

TEST(ActionPlan, DueDayEndsInLondon)
{
    std::vector<Change> const changes{planned("1", kPolice, "2026-05-13T09:00:00Z", {{"due_on", "2026-06-01"}})};

    EXPECT_EQ(only_action(changes, "2026-06-01T22:59:00Z").days_overdue, 0);
    EXPECT_EQ(only_action(changes, "2026-06-01T23:00:00Z").days_overdue, 1);
}

TEST(ActionPlan, DoneOrImpossibleIsNotChased)
{
    for (std::string const progress : {"done", "not_possible"}) {
        std::vector<Change> const changes{planned("1", kPolice, "2026-11-13T09:00:00Z"),
                                          updated("2", kPolice, "2026-12-10T09:00:00Z", {{"progress", progress}})};
        EXPECT_EQ(only_action(changes, "2026-12-09T12:00:00Z").days_overdue, 1);
        EXPECT_EQ(only_action(changes, "2026-12-20T12:00:00Z").days_overdue, 0);
        EXPECT_EQ(only_action(changes, "2026-12-20T12:00:00Z").progress, progress);
    }
}

TEST(ActionPlan, OwnerAsksForMoreTimeAndCoordinatorGrantsIt)
{
    std::vector<Change> changes{planned("1", kPolice, "2026-11-13T09:00:00Z"),
                                updated("2", kPolice, "2026-11-20T09:00:00Z")};

    Action const asked = only_action(changes, "2026-12-10T12:00:00Z");
    EXPECT_EQ(asked.days_overdue, 2);
    EXPECT_EQ(asked.more_time_until, day("2026-12-15"));

    changes.push_back(planned("3", kPolice, "2026-12-09T09:00:00Z", {{"due_on", "2026-12-15"}}));
    EXPECT_EQ(only_action(changes, "2026-12-10T12:00:00Z").days_overdue, 0);
    EXPECT_EQ(only_action(changes, "2026-12-10T12:00:00Z").progress, "partly_done");
}

TEST(ActionPlan, NobodyElseCanCloseAnAction)
{
    std::vector<Change> const changes{planned("1", kPolice, "2026-11-13T09:00:00Z"),
                                      updated("2", "la.york-housing", "2026-11-20T09:00:00Z", {{"progress", "done"}})};

    EXPECT_EQ(only_action(changes, "2026-12-10T12:00:00Z").days_overdue, 2);
}

TEST(ActionPlan, UpdateThatWasOvertakenDoesNotCountAgain)
{
    std::vector<Change> const changes{
        planned("1", kPolice, "2026-11-13T09:00:00Z"),
        updated("3", kPolice, "2026-12-02T09:00:00Z",
                {{"progress", "started"}, {"updated_at", "2026-11-30T09:00:00Z"}}),
        updated("2", kPolice, "2026-12-01T09:00:00Z", {{"progress", "done"}, {"updated_at", "2026-12-01T09:00:00Z"}})};

    EXPECT_EQ(only_action(changes, "2026-12-10T12:00:00Z").progress, "done");
}

TEST(ActionPlan, ExitEndsTheChaseAndShowsBothScores)
{
    std::vector<Change> const changes{
        planned("1", kPolice, "2026-11-13T09:00:00Z"),
        example("matac.subject-profile", "0", "matac.north-yorkshire", kPolice, "2026-11-01T09:00:00Z"),
        example("matac.exit", "4", "matac.north-yorkshire", kPolice, "2026-12-20T09:00:00Z",
                {{"case_ref", kCase}, {"exit_on", "2026-12-19"}})};

    EXPECT_EQ(plan_at(changes, kCase, at("2026-12-18T12:00:00Z")).actions.front().days_overdue, 10);
    Plan const plan = plan_at(changes, kCase, at("2026-12-21T12:00:00Z"));
    EXPECT_EQ(plan.actions.front().days_overdue, 0);
    EXPECT_EQ(plan.adopted->score, 74);
    EXPECT_EQ(plan.exit->exit_score, 21);
    EXPECT_TRUE(plan.exit->comparable);
}

TEST(ActionPlan, OrderOfArrivalDoesNotMatter)
{
    std::vector<Change> changes{
        planned("1", kPolice, "2026-11-13T09:00:00Z"),
        planned("2", "health.york", "2026-11-13T09:00:00Z", {{"action_ref", "A2"}, {"due_on", "2026-12-01"}}),
        planned("3", kPolice, "2026-12-01T09:00:00Z", {{"due_on", "2026-12-20"}}),
        updated("4", kPolice, "2026-12-02T09:00:00Z", {{"updated_at", "2026-12-02T09:00:00Z"}}),
        updated("5", kPolice, "2026-12-02T09:00:00Z",
                {{"updated_at", "2026-12-02T09:00:00Z"}, {"progress", "started"}}),
        planned("6", kPolice, "2026-12-01T09:00:00Z", {{"case_ref", "another"}}),
        example("matac.subject-profile", "7", "matac.north-yorkshire", kPolice, "2026-11-01T09:00:00Z")};
    auto const shown = [&changes] {
        std::vector<std::string> lines;
        for (Action const& action : plan_at(changes, kCase, at("2026-12-23T12:00:00Z")).actions)
            lines.push_back(action.reference + " " + action.progress + " " + std::to_string(action.days_overdue));
        return lines;
    };
    changes.push_back(changes.front());
    auto const first = shown();
    EXPECT_THAT(first, ElementsAre("A2 not_started 22", "MATAC-26-058/3 started 3"));
    std::mt19937 random{3};
    for (int round = 0; round < 50; ++round) {
        std::ranges::shuffle(changes, random);
        ASSERT_EQ(shown(), first);
    }
}

TEST(Nominations, B29_OnePersonNominatedByTwoPartnersIsOneCandidate)
{
    std::vector<Change> changes{
        example("matac.nomination", "1", "da-provider.idas", "matac.north-yorkshire", "2026-11-20T10:20:00Z"),
        example("matac.nomination", "2", "la.york-housing", "matac.north-yorkshire", "2026-11-20T11:00:00Z",
                {{"nomination_ref", "HSG-1"}, {"perpetrator_pncid", "08/56560Z"}, {"perpetrator_dob", nullptr}}),
        example("matac.nomination", "3", "health.york", "matac.north-yorkshire", "2026-11-20T12:00:00Z",
                {{"nomination_ref", "H-1"},
                 {"perpetrator_pncid", nullptr},
                 {"perpetrator_name", "CORIN  aldersley"},
                 {"perpetrator_status", "in_custody"}}),
        example("matac.nomination", "4", "probation.york", "matac.north-yorkshire", "2026-11-20T12:00:00Z",
                {{"nomination_ref", "P-1"}, {"perpetrator_pncid", nullptr}, {"perpetrator_dob", nullptr}})};
    changes.push_back(changes.front());
    std::mt19937 random{5};
    for (int round = 0; round < 20; ++round) {
        std::ranges::shuffle(changes, random);
        auto const candidates = candidates_at(changes, at("2026-11-21T00:00:00Z"));
        ASSERT_EQ(candidates.size(), 2U);
        ASSERT_THAT(candidates[0].references, ElementsAre("H-1", "HSG-1", "IDAS-2026-0417"));
        ASSERT_EQ(candidates[0].partners.size(), 3U);
        ASSERT_EQ(candidates[0].victims_outside, 1U);
        ASSERT_THAT(candidates[0].flags, ElementsAre("in_custody"));
        ASSERT_THAT(candidates[1].references, ElementsAre("P-1"));
    }
    EXPECT_EQ(candidates_at(changes, at("2026-11-20T10:30:00Z")).size(), 1U);
}

TEST(MatacChange, WhatACaseCannotDoWithoutIsNamed)
{
    auto const missing = change_of(MessageType{"matac.action-plan"}, {{"case_ref", "1"}, {"due_on", "soon"}}, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().errors.front().pointer, "/due_on");
    EXPECT_FALSE(change_of(MessageType{"nmo.order"}, {{"case_ref", "1"}}, {}));
}

}  // namespace
}  // namespace micklegate::matac
