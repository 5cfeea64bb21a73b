// What is destroyed while files are rewritten is rewritten again: it may have been copied before it was destroyed.
#include "gateway/storage/leftovers.hpp"

#include "gateway/storage/rocksdb_ledger.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

namespace micklegate::storage {
namespace {

class LeftoversTest : public testing::Test {
protected:
    void destroy(Leftovers& leftovers, EntryRange const& range) const
    {
        rocksdb::WriteBatch batch;
        leftovers.add(range, batch);
        ASSERT_TRUE(database->write(batch).ok());
        leftovers.written();
    }

    test::TmpFolder folder;
    std::unique_ptr<Database> database = Database::open({folder.path() / "data", "log", {}}, false).value();
};

TEST_F(LeftoversTest, AreRewrittenOnce)
{
    auto const leftovers = Leftovers::load(*database).value();
    EXPECT_FALSE(leftovers->purge().value());
    destroy(*leftovers, {3, 9});
    EXPECT_TRUE(leftovers->purge().value());
    EXPECT_FALSE(leftovers->purge().value());
}

TEST_F(LeftoversTest, OfAWriteThatWasOnItsWayAreRewrittenAgain)
{
    auto const leftovers = Leftovers::load(*database).value();
    destroy(*leftovers, {0, 100});
    rocksdb::WriteBatch batch;
    leftovers->add({50, 50}, batch);
    EXPECT_TRUE(leftovers->purge().value()) << "ran before the batch was written";
    ASSERT_TRUE(database->write(batch).ok());
    leftovers->written();
    EXPECT_TRUE(leftovers->purge().value()) << "the batch's own bytes lie in the files that were just written";
    EXPECT_FALSE(leftovers->purge().value());
}

TEST_F(LeftoversTest, TakeAsMuchSpaceAsTheFilesThatHoldThem)
{
    auto const leftovers = Leftovers::load(*database).value();
    EXPECT_EQ(leftovers->bytes(), 0U) << "nothing is left over";
    auto write = [&](Sequence first, std::string const& content) {
        rocksdb::WriteBatch batch;
        for (Sequence index = first; index < first + 10; ++index)
            batch.Put(database->handle(Family::kSealed), slice(sequence_key(index)), slice(content));
        ASSERT_TRUE(database->write(batch).ok());
        ASSERT_TRUE(database->flush().ok());
    };
    write(0, "short");
    destroy(*leftovers, {3, 9});
    ASSERT_TRUE(database->flush().ok());
    std::uint64_t const before = leftovers->bytes();
    write(100, std::string(100'000, 'x'));
    EXPECT_LT(leftovers->bytes(), before + 100'000) << "of a file that holds others alone";
    destroy(*leftovers, {100, 101});
    EXPECT_GT(leftovers->bytes(), before);
    EXPECT_TRUE(leftovers->purge().value());
    EXPECT_EQ(leftovers->bytes(), 0U);
}

TEST_F(LeftoversTest, AreRememberedWithWhetherKeysWereAmongThem)
{
    destroy(*Leftovers::load(*database).value(), {3, 9, true});
    destroy(*Leftovers::load(*database).value(), {5, 12});
    auto const stored = database->get(Family::kMeta, "leftovers").value();
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->back(), 1) << "the keys are still to go";
    EXPECT_TRUE(Leftovers::load(*database).value()->purge().value());
}

}  // namespace
}  // namespace micklegate::storage
