// A change is struck from its register once, and never while its subject is on hold.
#include "gateway/keep/strike.hpp"

#include "gateway/history/change.hpp"
#include "gateway/keep/holds.hpp"
#include "tests/unit/keep/keep_fixture.hpp"

#include <gmock/gmock.h>

namespace micklegate::keep {
namespace {

using testing::ElementsAre;

class StrikeTest : public KeepTest {
protected:
    Sequence put_change(std::string const& id)
    {
        commit::Append append = message(id);
        history::attach({"orders", "made", {id}, {"token of " + id}, {}}, keys, append);
        return put(std::move(append)).value().index;
    }
    Result<Receipt> strike(std::vector<Sequence> changes)
    {
        Over const over = [changes = std::move(changes)](commit::Ledger const& now) {
            std::vector<Sequence> there;
            for (Sequence const change : changes)
                if (now.change(change))
                    there.push_back(change);
            return Result<std::vector<Sequence>>{there};
        };
        return test::commit_one(loop, keep::strike("register:orders", over));
    }
};

TEST_F(StrikeTest, NamesWhatItStrikesAndLeavesTheSealedCopy)
{
    Sequence const first = put_change("m1");
    Sequence const second = put_change("m2");
    auto const struck = strike({first});
    ASSERT_TRUE(struck);
    EXPECT_EQ(struck->entry.kind, EntryKind::kExpired);
    EXPECT_EQ(struck->entry.code, "register:orders");
    EXPECT_THAT(struck->entry.struck, ElementsAre(first));
    EXPECT_TRUE(journal.records.at(first).change.empty());
    EXPECT_FALSE(journal.records.at(first).sealed.empty());
    EXPECT_FALSE(journal.records.at(second).change.empty());
}

TEST_F(StrikeTest, IsNoEntryWhereNothingIsLeftToStrike)
{
    Sequence const change = put_change("m1");
    ASSERT_TRUE(strike({change}));
    std::size_t const size = journal.records.size();
    ASSERT_TRUE(strike({change}));
    EXPECT_EQ(journal.records.size(), size);
}

TEST_F(StrikeTest, WhatOneEntryCannotNameStandsInEntriesBehindIt)
{
    std::vector<Sequence> changes;
    for (int i = 0; i < 1'001; ++i)
        changes.push_back(put_change("m" + std::to_string(i)));
    auto const struck = strike(changes);
    ASSERT_TRUE(struck);
    EXPECT_EQ(struck->entry.struck.size(), 1'000U);
    for (Sequence const change : changes)
        ASSERT_TRUE(journal.records.at(change).change.empty());
}

TEST_F(StrikeTest, AHoldKeepsItUntilItIsLifted)
{
    Sequence const change = put_change("m1");
    auto const placed = test::commit_one(loop, place_hold(asked(kDesk), child()->pseudonym(), keys));
    ASSERT_TRUE(placed);
    ASSERT_TRUE(strike({change}));
    EXPECT_FALSE(journal.records.at(change).change.empty());
    ASSERT_TRUE(test::commit_one(loop, lift_hold(
                                           asked(kDesk), placed->index, [](AgencyId const&) { return true; }, keys)));
    ASSERT_TRUE(strike({change}));
    EXPECT_TRUE(journal.records.at(change).change.empty());
}

}  // namespace
}  // namespace micklegate::keep
