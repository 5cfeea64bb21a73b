// An approver reads what changed, not 8,000 lines.
#include "gateway/app/policy_difference.hpp"

#include "tests/support/sample_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace micklegate::app {
namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr char const* kAgreement = "agreements/north-yorkshire-encompass.toml";

policy::PolicySet changed(std::string const& path, std::string const& before, std::string const& after)
{
    auto files = samples::policy_files();
    std::string& text = files.at(path);
    text.replace(text.find(before), before.size(), after);
    return policy::load_policy_set(files).value();
}

TEST(PolicyDifference, OfOneSetToItselfIsNone)
{
    EXPECT_TRUE(differences(samples::policy(), samples::policy()).empty());
}

TEST(PolicyDifference, NamesTheRuleAndTheFieldAndTheVersionThatStayed)
{
    auto const after = changed(kAgreement, "\"child_voice\", ", "");

    EXPECT_THAT(differences(samples::policy(), after),
                Contains("Rule north-yorkshire-encompass/school-under-18, releases: no longer child_voice."));
    EXPECT_THAT(differences(after, samples::policy()),
                Contains("Rule north-yorkshire-encompass/school-under-18, releases: now also child_voice."));
    EXPECT_THAT(differences(samples::policy(), after).back(), testing::HasSubstr("changed, and still calls itself"));
}

TEST(PolicyDifference, NamesAConditionInWords)
{
    auto const after = changed(kAgreement, "min = 0\nmax = 17", "min = 5\nmax = 17");

    EXPECT_THAT(
        differences(samples::policy(), after),
        Contains("Rule north-yorkshire-encompass/school-under-18, conditions: now also age in completed years, "
                 "from 'Child's date of birth' to 'When it happened', must be from 5 to 17 (age_out_of_range)."));
}

TEST(PolicyDifference, NamesASuspension)
{
    auto const after = changed(kAgreement, "version = ", "suspended = true\nversion = ");

    EXPECT_THAT(differences(samples::policy(), after),
                Contains("Agreement north-yorkshire-encompass, suspended: was \"no\", now \"yes\"."));
}

TEST(PolicyDifference, NamesTheDaysThatTheGatewayKeepsItsCopies)
{
    auto const after = changed(kAgreement, "\nincident_record = 28", "\nincident_record = 56");

    EXPECT_THAT(differences(samples::policy(), after),
                Contains("Agreement north-yorkshire-encompass, days that the gateway keeps its copies: now also "
                         "incident_record 56."));
}

TEST(PolicyDifference, NamesAFieldOfAnotherClass)
{
    auto const after =
        changed("messages/encompass.receipt.json", "\"x-class\": \"identity\"", "\"x-class\": \"third_party\"");

    EXPECT_EQ(differences(samples::policy(), after).size(), 2U);
}

TEST(PolicyDifference, OfAnotherCalendarSaysWhereToLook)
{
    auto const after = changed("calendars/england.toml", "08:30", "08:45");

    EXPECT_THAT(differences(samples::policy(), after),
                ElementsAre("The calendar, the invariants or a comment changed: compare the files."));
}

}  // namespace
}  // namespace micklegate::app
