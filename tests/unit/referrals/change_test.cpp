// Fields become changes; what cannot be read is named, and never repeated.
#include "tests/unit/referrals/script.hpp"

#include <gmock/gmock.h>

namespace micklegate::referrals {
namespace {

using namespace test;

Record const kRecord{7, at("2026-11-23T10:00:00Z"), kHub, kForce};

std::string fault_of(char const* change, boost::json::object const& fields)
{
    auto const read = change_of(change, fields, kRecord);
    if (read)
        return "none";
    EXPECT_THAT(one_line(read.error()), testing::Not(testing::HasSubstr("Skaife")));
    return read.error().errors.empty() ? "whole" : read.error().errors.front().pointer;
}

TEST(Change, FieldThatCannotBeReadIsNamed)
{
    boost::json::object const sound{{"status", "contacted"}, {"status_at", "2026-11-23T09:00:00Z"}};
    EXPECT_EQ(fault_of("status", sound), "none");
    EXPECT_EQ(fault_of("status", with(sound, {{"status", "Skaife"}})), "/status");
    EXPECT_EQ(fault_of("status", with(sound, {{"status_at", "Skaife"}})), "/status_at");
    EXPECT_EQ(fault_of("status", with(sound, {{"contacted_at", 5}})), "/contacted_at");
    EXPECT_EQ(fault_of("status", with(sound, {{"attempt_number", 21}})), "/attempt_number");
    EXPECT_EQ(fault_of("status", with(sound, {{"assessment", "first"}})), "/assessment");
    EXPECT_EQ(fault_of("status", with(sound, {{"plan_agreed", "yes"}})), "/plan_agreed");
    EXPECT_EQ(fault_of("status", with(sound, {{"need_outlook", 11}})), "/need_outlook");
    EXPECT_EQ(fault_of("status", {{"status", "contacted"}}), "/status_at");
    EXPECT_EQ(fault_of("status", {}), "/status");
    EXPECT_EQ(fault_of("referred", {{"victim_dob", "Skaife"}}), "/victim_dob");
    EXPECT_EQ(fault_of("Skaife", {}), "whole");
}

TEST(Change, StatusWithoutATimeOfContactWasTheContact)
{
    auto const read = change_of("status", {{"status", "contacted"}, {"status_at", "2026-11-23T09:00:00Z"}}, kRecord);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->contacted_at, at("2026-11-23T09:00:00Z"));
    EXPECT_EQ(read->record.entry, 7U);
}

TEST(Change, ReferralWithoutATimeHappenedWhenItWasRecorded)
{
    EXPECT_EQ(change_of("referred_to_sarc", {}, kRecord)->at, kRecord.at);
    EXPECT_TRUE(change_of("referred", {{"referral_reason", "step_down"}}, kRecord)->hands_on);
    EXPECT_FALSE(change_of("referred", {{"referral_reason", "new"}}, kRecord)->hands_on);
}

}  // namespace
}  // namespace micklegate::referrals
