// What changed in the gateway's set-up becomes an entry once, and again only when it changes again.
#include "gateway/commit/setup_state.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

SetupPart school(std::vector<std::string> state) { return {EntryKind::kAgency, "school.901233", std::move(state)}; }

class SetupStateTest : public testing::Test {
protected:
    std::vector<Entry> record(std::vector<SetupPart> const& now)
    {
        auto entries = changes_of(recorded_setup(projections).value(), now);
        for (Entry const& entry : entries)
            fold_setup(decode_entry(encode(entry)).value(), projections);
        return entries;
    }

    test::MemoryKeyValues projections;
};

TEST_F(SetupStateTest, EachPartIsRecordedOnce)
{
    std::vector<SetupPart> const now{school({"kind=school", "suspended=no"}),
                                     {EntryKind::kRegister, "schools", {"sha256=ab"}}};
    auto const first = record(now);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].agency, "school.901233");
    EXPECT_EQ(first[0].code, "enrolled");
    EXPECT_EQ(first[1].code, "schools");
    EXPECT_TRUE(record(now).empty());
}

TEST_F(SetupStateTest, AChangeSaysWhatChanged)
{
    record({school({"readers=0", "suspended=no"})});
    auto const changed = record({school({"readers=1", "suspended=no"})});
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].code, "changed");
    EXPECT_EQ(changed[0].why, "Changed: readers.");
    EXPECT_EQ(record({school({"readers=1", "suspended=yes"})}).at(0).code, "suspended");
    EXPECT_EQ(record({school({"readers=1", "suspended=no"})}).at(0).code, "resumed");
}

TEST_F(SetupStateTest, WhatIsGoneIsRecordedAndComesBackAsNew)
{
    record({school({"suspended=no"}), {EntryKind::kSettings, "witnesses", {"sha256=ab"}}});
    auto const gone = record({});
    ASSERT_EQ(gone.size(), 2U);
    EXPECT_EQ(gone[0].code, "removed");
    EXPECT_EQ(gone[1].code, "witnesses");
    EXPECT_TRUE(record({}).empty());
    EXPECT_EQ(record({school({"suspended=no"})}).at(0).code, "enrolled");
}

TEST_F(SetupStateTest, AnUnreadableStoreIsNoEmptyOne)
{
    projections.broken = true;
    EXPECT_FALSE(recorded_setup(projections));
}

}  // namespace
}  // namespace micklegate::commit
