// A store that is older than the auditors' index is searched like any other once it was opened.
#include "gateway/storage/index_upkeep.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/storage/family_writer.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace micklegate::storage {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

constexpr std::size_t kEntries = 10'000;
constexpr char const* kAgency = "police.north-yorkshire";

class IndexUpkeepTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }
    void SetUp() override
    {
        auto const store = open();
        std::vector<commit::Record> records;
        commit::Entry entry;
        entry.kind = commit::EntryKind::kPolicy;
        entry.agency = kAgency;
        for (std::size_t i = 0; i < kEntries; ++i)
            records.push_back({commit::encode(entry), {}, {}});
        for (std::size_t at = 0; at < kEntries; at += 1000) {
            auto const head = store->journal().head();
            ASSERT_TRUE(std::holds_alternative<commit::Committed>(
                store->journal().append(head.next, head.epoch, std::span{records}.subspan(at, 1000))));
        }
    }

    [[nodiscard]] StoreSettings settings()
    {
        return {folder.path() / "data", "gate.example/log", [this](std::string const& line) { told.push_back(line); }};
    }
    [[nodiscard]] std::unique_ptr<Store> open() { return Store::open(settings(), key).value(); }
    template <class Change>
    void tamper(Change change)
    {
        auto const database = Database::open(settings(), false).value();
        rocksdb::WriteBatch batch;
        change(*database, batch);
        ASSERT_TRUE(database->write(batch).ok());
    }
    /// As it was before there was an index.
    void make_old()
    {
        tamper([](Database const& database, rocksdb::WriteBatch& batch) {
            FamilyWriter{batch, database, Family::kProjections}.erase_all(audit::kIndexKeys);
            batch.Delete(database.handle(Family::kMeta), "indexed");
        });
        told.clear();
    }
    /// Each as often as the index holds it, the oldest first.
    [[nodiscard]] static std::vector<Sequence> found(Store const& store)
    {
        std::string const keys = audit::keys_of(audit::Dimension::kAgency, kAgency);
        std::vector<Sequence> entries;
        EXPECT_TRUE(store.ledger().projections().scan(keys, keys, [&](std::string_view row, std::string_view value) {
            auto const there = audit::entries_of_row(row, value);
            entries.insert(entries.end(), there.begin(), there.end());
            return true;
        }));
        std::ranges::sort(entries);
        return entries;
    }
    [[nodiscard]] static std::vector<Sequence> all()
    {
        std::vector<Sequence> entries(kEntries);
        std::iota(entries.begin(), entries.end(), Sequence{0});
        return entries;
    }

    test::TmpFolder folder;
    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    std::vector<std::string> told;
};

TEST_F(IndexUpkeepTest, AnOlderStoreIsIndexedOnce)
{
    make_old();

    EXPECT_THAT(found(*open()), ElementsAreArray(all()));
    EXPECT_THAT(told, testing::ElementsAre(testing::HasSubstr("0 of 10000")));
    told.clear();
    EXPECT_THAT(found(*open()), ElementsAreArray(all()));
    EXPECT_THAT(told, IsEmpty());
}

TEST_F(IndexUpkeepTest, AStoreWhoseLaterEntriesAreIndexedHoldsEachOnce)
{
    tamper([](Database const& database, rocksdb::WriteBatch& batch) {
        batch.Delete(database.handle(Family::kMeta), "indexed");
    });
    EXPECT_THAT(found(*open()), ElementsAreArray(all()));
}

TEST_F(IndexUpkeepTest, AnInterruptedOneGoesOn)
{
    make_old();
    std::string const damaged = "no entry";
    std::string const sequence = sequence_key(kEntries - 1);
    std::string sound;
    tamper([&](Database const& database, rocksdb::WriteBatch& batch) {
        sound = database.get(Family::kEntries, sequence).value().value();
        batch.Put(database.handle(Family::kEntries), sequence, damaged);
    });
    {
        auto const database = Database::open(settings(), false).value();
        EXPECT_EQ(complete_index(*database, kEntries, {}).error().code, ProblemCode::kIntegrity);
    }
    tamper([&](Database const& database, rocksdb::WriteBatch& batch) {
        EXPECT_EQ(read_be64(as_bytes(*database.get(Family::kMeta, "indexed").value())), 8192U) << "what was done stays";
        batch.Put(database.handle(Family::kEntries), sequence, sound);
    });
    told.clear();

    EXPECT_THAT(found(*open()), ElementsAreArray(all()));
}

TEST_F(IndexUpkeepTest, ANewStoreIsNotTouched) { EXPECT_THAT(told, IsEmpty()); }

}  // namespace
}  // namespace micklegate::storage
