// Exactly one agreement must allow; everything else is refused, and says why without saying what.
#include "gateway/decide/decide.hpp"

#include "gateway/decide/explain.hpp"
#include "tests/support/sample_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace micklegate::decide {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

Moment const kNow = parse_rfc3339("2026-11-22T05:00:00Z").value();

recognise::Message notice() { return samples::message("encompass.notification", "police", "school"); }

/// The Encompass agreement and one that was like it before `change`; the loader would refuse most such pairs.
policy::PolicySet with_second(std::function<void(policy::Agreement&)> const& change)
{
    policy::PolicySet policy = policy::load_policy_set(samples::policy_files()).value();
    auto const first = std::find_if(policy.agreements.begin(), policy.agreements.end(), [](auto const& agreement) {
        return agreement.name == "north-yorkshire-encompass";
    });
    policy::Agreement second = *first;
    second.name = "second";
    change(second);
    policy.agreements = {policy::Agreement{*first}, std::move(second)};
    policy.index = {};
    for (policy::Agreement const& agreement : policy.agreements)
        for (policy::Rule const& rule : agreement.rules)
            policy.index.add(agreement, rule);
    return policy;
}

void nothing(policy::Agreement&) {}

TEST(Decide, SaysWhichRuleAllowsAndOnWhatGround)
{
    auto const decision = decide(samples::policy(), notice(), kNow);

    ASSERT_TRUE(decision) << decision.error().why;
    EXPECT_EQ(decision->agreement->name, "north-yorkshire-encompass");
    EXPECT_EQ(decision->rule->name, "school-under-18");
    EXPECT_THAT(decision->reason, HasSubstr("Domestic Abuse Act 2021 s.49A"));
}

TEST(Decide, RefusesWhereTwoAgreementsWouldAllow)
{
    auto const policy = with_second(nothing);

    auto const decision = decide(policy, notice(), kNow);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, "ambiguous_agreement");
    EXPECT_EQ(decision.error().kind, Stop::Kind::kRefused);
}

TEST(Decide, TakesTheAgreementTheSenderNamesOfTwo)
{
    auto const policy = with_second(nothing);
    auto message = notice();
    message.event.agreement = "second";

    auto const decision = decide(policy, message, kNow);

    ASSERT_TRUE(decision) << decision.error().why;
    EXPECT_EQ(decision->agreement->name, "second");
}

TEST(Decide, ASuspendedAgreementDeniesWithThatReason)
{
    auto policy = with_second(nothing);
    for (policy::Agreement& agreement : policy.agreements)
        agreement.suspended = true;

    auto const decision = decide(policy, notice(), kNow);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, "agreement_suspended");
    EXPECT_EQ(decision.error().why, "The partners have suspended the agreement north-yorkshire-encompass.");
    auto message = notice();
    message.event.agreement = "second";
    EXPECT_TRUE(decide(policy, message, kNow, Suspension::kIsOverlooked));
}

TEST(Decide, ALapsedAgreementDoesNotMakeAnotherAmbiguous)
{
    auto const policy =
        with_second([](policy::Agreement& second) { second.valid_until = Date{std::chrono::year{2026} / 11 / 21}; });

    auto const decision = decide(policy, notice(), kNow);

    ASSERT_TRUE(decision) << decision.error().why;
    EXPECT_EQ(decision->agreement->name, "north-yorkshire-encompass");
}

TEST(Decide, NeedsAPurposeWhereRulesDiffer)
{
    auto const policy = with_second([](policy::Agreement& second) {
        for (policy::Rule& rule : second.rules)
            rule.purpose = "data_correction";
    });
    auto message = notice();

    EXPECT_EQ(decide(policy, message, kNow).error().code, "not_allowed");

    message.event.purpose = "data_correction";
    EXPECT_EQ(decide(policy, message, kNow)->agreement->name, "second");
}

TEST(Decide, AnAgreementBindsOnlyItsParties)
{
    auto const policy = with_second([](policy::Agreement& second) { second.parties = {"police.elsewhere", "school"}; });
    auto message = notice();
    message.event.agreement = "second";
    EXPECT_EQ(decide(policy, message, kNow).error().code, "agreement_not_named");

    Agency elsewhere = samples::agency("police");
    elsewhere.id = AgencyId{"police.elsewhere"};
    message.sender = &elsewhere;
    EXPECT_EQ(decide(policy, message, kNow)->agreement->name, "second");
}

TEST(Decide, AConditionThatFailsNamesItsRule)
{
    auto message = notice();
    message.event.data["child_dob"] = "2008-06-25";
    message.recipient_age_low = 11;
    message.recipient_age_high = 16;

    auto const decision = decide(samples::policy(), message, kNow);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, "age_out_of_range");
    EXPECT_EQ(decision.error().rule, "north-yorkshire-encompass/school-18");
    EXPECT_THAT(decision.error().why,
                HasSubstr("the recipient's register entry must include the age on 'When it happened' (did not hold)"));
}

TEST(Decide, AnOldIncidentMakesNobodyAChildAgain)
{
    auto message = notice();
    message.event.data["occurred_at"] = "2010-11-21T19:37:00Z";
    message.event.data["child_dob"] = "2000-06-25";

    auto const decision = decide(samples::policy(), message, kNow);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, "incident_too_old");
    EXPECT_EQ(decision.error().why,
              "Rule north-yorkshire-encompass/school-under-18 would allow it if all its conditions held: 'Is the child "
              "home-educated?' must be false (held); age in completed years, from 'Child's date of birth' to 'When it "
              "happened', must be from 0 to 17 (held); 'When it happened' must be at most 366 days before the day of "
              "the decision (did not hold).");
}

TEST(Decide, ReasonsHoldNoValueOfTheMessage)
{
    auto message = notice();
    message.event.data["child_dob"] = "2007-06-25";

    auto const decision = decide(samples::policy(), message, kNow);

    ASSERT_FALSE(decision);
    for (auto const& member : message.event.data) {
        if (member.value().is_string()) {
            EXPECT_THAT(decision.error().why, Not(HasSubstr(std::string{member.value().get_string()}))) << member.key();
        }
    }
}

TEST(Explain, TellsRuleConditionsFieldsAndDeadline)
{
    auto const told = explain(samples::policy(), notice(), kNow);
    auto const& sentences = told.sentences;

    EXPECT_THAT(sentences.front(), HasSubstr("Allowed. Rule north-yorkshire-encompass/school-under-18"));
    EXPECT_THAT(sentences,
                Contains("Condition: age in completed years, from 'Child's date of birth' to 'When it happened', "
                         "must be from 0 to 17: held."));
    EXPECT_THAT(sentences, Contains("Condition: 'Is the child home-educated?' must be false: held."));
    EXPECT_THAT(sentences, Contains("Condition: 'When it happened' must be at most 366 days before the day of the "
                                    "decision: held."));
    EXPECT_THAT(sentences, Contains("summary ('Brief circumstances', class free_text): released: the agreement lists "
                                    "it among what school needs."));
    EXPECT_THAT(sentences, Contains("victim_address ('Adult victim's address', class address_victim): withheld: the "
                                    "agreement does not list it among what school needs."));
    EXPECT_THAT(sentences, Contains("Deadline: opened by 2026-11-23 08:30 in England (next_school_day)."));
    EXPECT_THAT(
        sentences,
        Contains(
            "When it is missed, the gateway turns to: deputy, then head, then la_childrens, one every 30 minutes."));
    EXPECT_EQ(sentences.back(), "Marking: OFFICIAL-SENSITIVE.");
    EXPECT_TRUE(told.allowed);
    EXPECT_EQ(told.rule, "north-yorkshire-encompass/school-under-18");
    EXPECT_EQ(told.deadline, parse_rfc3339("2026-11-23T08:30:00Z").value());
    EXPECT_THAT(told.withheld, Contains("victim_address"));
    EXPECT_THAT(told.released, Contains("summary"));
}

TEST(Explain, OfARefusalListsNoField)
{
    auto message = notice();
    message.event.data["child_dob"] = "2007-06-25";

    auto const told = explain(samples::policy(), message, kNow);
    auto const& sentences = told.sentences;

    EXPECT_THAT(sentences.front(), HasSubstr("Refused with age_out_of_range."));
    EXPECT_THAT(sentences, Not(Contains(HasSubstr("the agreement lists"))));
}

}  // namespace
}  // namespace micklegate::decide
