#include "gateway/app/policy_question.hpp"

#include "gateway/site/policy_folder.hpp"

#include <gmock/gmock.h>

namespace micklegate::app {
namespace {

using testing::HasSubstr;

Moment const kNight = parse_rfc3339("2026-11-22T06:00:00Z").value();

policy::PolicySet const& policy()
{
    static policy::PolicySet const loaded = site::load_policy_folder(MICKLEGATE_SOURCE_DIR "/policies").value();
    return loaded;
}

PolicyQuestion question()
{
    PolicyQuestion asked;
    asked.type = "encompass.notification";
    asked.from = "police";
    asked.to = "school";
    asked.ages = AgeRange{3, 11};
    return asked;
}

TEST(PolicyQuestion, ExampleOfTheTypeIsDecided)
{
    auto const sentences = answer(policy(), question(), kNight);

    ASSERT_TRUE(sentences) << one_line(sentences.error());
    EXPECT_THAT(sentences->sentences.front(), HasSubstr("Allowed"));
}

TEST(PolicyQuestion, AgreementIsAskedForTheTimeGiven)
{
    auto asked = question();
    asked.at = parse_rfc3339("1999-01-01T00:00:00Z").value();
    auto const sentences = answer(policy(), asked, kNight);

    ASSERT_TRUE(sentences);
    EXPECT_THAT(sentences->sentences.front(), HasSubstr("agreement_not_yet_valid"));
}

TEST(PolicyQuestion, WhatNobodyAgreedToIsRefused)
{
    auto asked = question();
    asked.to = "prison";
    auto const sentences = answer(policy(), asked, kNight);

    ASSERT_TRUE(sentences);
    EXPECT_THAT(sentences->sentences.front(), HasSubstr("not_allowed"));
}

TEST(PolicyQuestion, MisspeltWordsGetAGuess)
{
    auto asked = question();
    asked.type = "encompass.notificaton";
    EXPECT_THAT(answer(policy(), asked, kNight).error().next, HasSubstr("encompass.notification"));
    EXPECT_THAT(parse_agency_kind("scool").error().next, HasSubstr("school"));
}

TEST(PolicyQuestion, DataUnfitForTheTypeIsNoQuestion)
{
    auto asked = question();
    asked.data = R"({"shoe_size": 4})";
    EXPECT_EQ(answer(policy(), asked, kNight).error().code, ProblemCode::kInvalidValue);
    asked.data = "[]";
    EXPECT_FALSE(answer(policy(), asked, kNight));
}

}  // namespace
}  // namespace micklegate::app
