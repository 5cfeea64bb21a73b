// The store: what was committed is there again, and a past that does not fit its checkpoint is never written on.
#include "gateway/storage/store.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/storage/fold.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/no_descriptors.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <rocksdb/write_batch.h>

namespace micklegate::storage {
namespace {

using commit::Record;

constexpr char const* kOrigin = "gate.example/log";

Record record(std::string const& message)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kAccepted;
    entry.recipient = "school.901233";
    entry.message = message;
    entry.event = commit::EventMark{"key of " + message, "fingerprint"};
    entry.deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    return {commit::encode(entry), Bytes{'s', 'e', 'a', 'l'}, {}};
}

Record opened(std::string const& message)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kOpened;
    entry.message = message;
    entry.deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    return {commit::encode(entry), {}, Bytes{'w', 'h', 'o'}};
}

class StoreTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    StoreSettings settings() const { return {folder.path() / "data", kOrigin, {}}; }
    Result<std::unique_ptr<Store>> open() const { return Store::open(settings(), key); }

    static commit::AppendResult append(Store& store, std::vector<Record> const& records)
    {
        auto const head = store.journal().head();
        return store.journal().append(head.next, head.epoch, records);
    }

    /// Three commits, five entries.
    void fill() const
    {
        auto const store = open().value();
        for (std::vector<Record> const& batch : {std::vector{record("m0"), record("m1")},
                                                 std::vector{record("m2"), opened("m0")}, std::vector{record("m3")}})
            ASSERT_TRUE(std::holds_alternative<commit::Committed>(append(*store, batch)));
    }

    /// Changes the files behind the store's back.
    template <class Change>
    void tamper(Change change) const
    {
        auto const database = Database::open(settings(), false).value();
        rocksdb::WriteBatch batch;
        change(*database, batch);
        ASSERT_TRUE(database->write(batch).ok());
    }

    evidence::NoteKey note_key() const { return evidence::note_key(kOrigin, key.verify_key()); }

    test::TmpFolder folder;
    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
};

TEST_F(StoreTest, GivesBackWhatItCommitted)
{
    fill();
    auto const store = open().value();
    EXPECT_EQ(store->journal().head().next, 5U);
    auto const all = store->journal().read(0, 100).value();
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[1].entry, record("m1").entry);
    EXPECT_EQ(all[1].sealed, record("m1").sealed);
    EXPECT_TRUE(all[1].actor_opening.empty());
    EXPECT_EQ(all[3].actor_opening, opened("m0").actor_opening);
    EXPECT_EQ(store->journal().read(3, 1)->size(), 1U);
    EXPECT_TRUE(store->journal().read(5, 1)->empty());

    EXPECT_EQ(store->ledger().entry(4).value(), record("m3").entry);
    EXPECT_EQ(store->ledger().entry(5).error().code, ProblemCode::kIntegrity);
    EXPECT_EQ(store->ledger().sealed(3).error().code, ProblemCode::kNotFound);
}

TEST_F(StoreTest, ItsSizeIsLeftOutWhileItCannotBeRead)
{
    auto const store = open().value();
    EXPECT_GT(store->bytes_on_disk().value_or(0), 0U);
    test::NoDescriptors const flood;
    EXPECT_EQ(store->bytes_on_disk(), std::nullopt);
}

TEST_F(StoreTest, EveryCommitIsSignedForItsTree)
{
    std::vector<evidence::TileHash> unused;
    evidence::TreeBuilder tree;
    auto const store = open().value();
    EXPECT_EQ(store->ledger().checkpoint().value(), "");
    for (std::size_t i = 0; i < 300; ++i) {
        Record const one = record("m" + std::to_string(i));
        tree.append(evidence::leaf_hash(as_bytes(one.entry)), unused);
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(append(*store, {one})));
    }
    auto const checkpoint = evidence::open_checkpoint(store->ledger().checkpoint().value(), note_key());
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->size, 300U);
    EXPECT_EQ(checkpoint->root, tree.root());
    EXPECT_EQ(evidence::root_at(store->ledger().tile_hashes(), 300).value(), tree.root());
}

TEST_F(StoreTest, ReopeningChangesNothingButTheEpoch)
{
    fill();
    auto store = open().value();
    std::string const checkpoint = store->ledger().checkpoint().value();
    Epoch const epoch = store->journal().head().epoch;
    store.reset();
    store = open().value();
    EXPECT_EQ(store->ledger().checkpoint().value(), checkpoint);
    EXPECT_EQ(store->journal().head().next, 5U);
    EXPECT_GT(store->journal().head().epoch, epoch);
}

TEST_F(StoreTest, OnlyOneProcessWrites)
{
    auto const store = open().value();
    auto const second = open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ProblemCode::kUnavailable);
    EXPECT_EQ(second.error().detail, "Another gateway is serving this site.");
}

TEST_F(StoreTest, AReadOnlyViewOpensBesideTheWriter)
{
    fill();
    auto const store = open().value();
    ASSERT_TRUE(std::holds_alternative<commit::Committed>(append(*store, {record("m4")})));
    auto const view = Store::open_read_only(settings());
    ASSERT_TRUE(view) << one_line(view.error());
    EXPECT_EQ((*view)->journal().head().next, 6U);
    EXPECT_EQ((*view)->ledger().checkpoint().value(), store->ledger().checkpoint().value());
    EXPECT_EQ((*view)->ledger().entry(5).value(), record("m4").entry);
    EXPECT_TRUE(std::holds_alternative<commit::Unknown>(append(**view, {record("m5")})));
    EXPECT_TRUE(std::holds_alternative<commit::Committed>(append(*store, {record("m5")})));
}

TEST_F(StoreTest, AReadOnlyViewOpensAStoreOfBeforeAFamily)
{
    fill();
    tamper([](Database& database, rocksdb::WriteBatch&) {
        ASSERT_TRUE(database.raw().DropColumnFamily(database.handle(Family::kChanges)).ok());
    });

    auto const before = Store::open_read_only(settings());
    ASSERT_TRUE(before) << before.error().detail;
    EXPECT_EQ((*before)->journal().head().next, 5U);
    EXPECT_EQ((*before)->ledger().entry(4).value(), record("m3").entry);
    EXPECT_EQ((*before)->ledger().change(4).error().code, ProblemCode::kNotFound);
    auto const database = Database::open(settings(), true).value();
    auto const nothing = database->iterate(Family::kChanges);
    nothing->SeekToFirst();
    EXPECT_FALSE(nothing->Valid());
    EXPECT_TRUE(nothing->status().ok());

    ASSERT_TRUE(open()) << "serving it makes the family";
    EXPECT_NE(Database::open(settings(), true).value()->handle(Family::kChanges), nullptr);
}

TEST_F(StoreTest, RecordsThatCannotBeFoldedLeaveTheStoreAsItWas)
{
    fill();
    {
        auto const store = open().value();
        auto const before = store->ledger().checkpoint().value();
        auto const result = append(*store, {record("m4"), {"no entry", {}, {}}});
        ASSERT_TRUE(std::holds_alternative<commit::Refused>(result));
        EXPECT_EQ(store->journal().head().next, 5U);
        EXPECT_EQ(store->ledger().checkpoint().value(), before);
        EXPECT_TRUE(std::holds_alternative<commit::Committed>(append(*store, {record("m5")})));
    }
    auto const again = open();
    ASSERT_TRUE(again) << one_line(again.error());
    EXPECT_EQ((*again)->ledger().entry(5).value(), record("m5").entry);
}

TEST_F(StoreTest, AppendsAreFencedBySequenceAndEpoch)
{
    auto const store = open().value();
    commit::JournalHead const head = store->journal().head();
    std::vector<Record> const records{record("m0")};
    for (auto const& [expected, epoch] : {std::pair{head.next + 1, head.epoch}, std::pair{head.next, head.epoch - 1},
                                          std::pair{head.next, head.epoch + 1}}) {
        auto const result = store->journal().append(expected, epoch, records);
        auto const* const conflict = std::get_if<commit::Conflict>(&result);
        ASSERT_NE(conflict, nullptr);
        EXPECT_EQ(conflict->actual, 0U);
    }
    EXPECT_EQ(store->journal().head().next, 0U);
    EXPECT_TRUE(std::holds_alternative<commit::Committed>(store->journal().append(head.next, head.epoch, records)));
}

TEST_F(StoreTest, AnotherKeyOrOriginIsNotThisLog)
{
    fill();
    crypto::SigningKey const other = crypto::SigningKey::from_seed(Bytes(32, 8));
    EXPECT_FALSE(Store::open(settings(), other));
    StoreSettings renamed = settings();
    renamed.origin = "other.example/log";
    EXPECT_FALSE(Store::open(renamed, key));
    EXPECT_TRUE(open());
}

struct Damage {
    char const* name;
    std::function<void(Database const&, rocksdb::WriteBatch&)> change;
};

class DamagedStore : public StoreTest, public testing::WithParamInterface<Damage> {};

TEST_P(DamagedStore, IsNotOpenedForWriting)
{
    fill();
    tamper(GetParam().change);
    auto const store = open();
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ProblemCode::kIntegrity) << one_line(store.error());
}

void put_number(Database const& database, rocksdb::WriteBatch& batch, std::string_view name, std::uint64_t value)
{
    batch.Put(database.handle(Family::kMeta), slice(name), slice(sequence_key(value)));
}

/// Head, tree size and checkpoint all as they were after the second commit, as in a backup of one file and not the
/// other.
void go_back(Database const& database, rocksdb::WriteBatch& batch)
{
    put_number(database, batch, kNextKey, 4);
    evidence::TreeBuilder const tree = evidence::TreeBuilder::reload(StoredTileHashes{database}, 4).value();
    std::string const note =
        evidence::sign_checkpoint({kOrigin, 4, tree.root()}, crypto::SigningKey::from_seed(Bytes(32, 7)));
    batch.Put(database.handle(Family::kMeta), slice(kCheckpointKey), slice(note));
}

INSTANTIATE_TEST_SUITE_P(
    With, DamagedStore,
    testing::Values(
        Damage{"no_last_entry", [](auto& d, auto& b) { b.Delete(d.handle(Family::kEntries), slice(sequence_key(4))); }},
        Damage{"another_last_entry",
               [](auto& d, auto& b) {
                   b.Put(d.handle(Family::kEntries), slice(sequence_key(4)), slice(record("mX").entry));
               }},
        Damage{"no_last_hash", [](auto& d, auto& b) { b.Delete(d.handle(Family::kTree), slice(tile_hash_key(0, 4))); }},
        Damage{"another_hash",
               [](auto& d, auto& b) {
                   b.Put(d.handle(Family::kTree), slice(tile_hash_key(0, 1)), slice(std::string(32, 'x')));
               }},
        Damage{"no_checkpoint", [](auto& d, auto& b) { b.Delete(d.handle(Family::kMeta), slice(kCheckpointKey)); }},
        Damage{"no_head", [](auto& d, auto& b) { b.Delete(d.handle(Family::kMeta), slice(kNextKey)); }},
        Damage{"an_older_head", [](auto& d, auto& b) { put_number(d, b, kNextKey, 4); }},
        Damage{"an_older_head_and_checkpoint", go_back},
        Damage{"no_head_and_no_checkpoint",
               [](auto& d, auto& b) {
                   b.Delete(d.handle(Family::kMeta), slice(kNextKey));
                   b.Delete(d.handle(Family::kMeta), slice(kCheckpointKey));
               }}),
    [](auto const& row) { return row.param.name; });

/// With one row of the auditors' index for each entry: how many share one depends on what was committed together.
std::map<std::string, std::string> taken_apart(test::MemoryKeyValues const& stored)
{
    std::map<std::string, std::string> apart;
    for (auto const& [key, value] : stored.values) {
        if (key.front() != 'i')
            apart.emplace(key, value);
        else
            for (Sequence const index : audit::entries_of_row(key, value))
                apart.emplace(audit::first_key(key.substr(0, key.size() - 8), index), "");
    }
    return apart;
}

TEST_F(StoreTest, ProjectionsAreAFoldOverTheJournal)
{
    fill();
    auto const database = Database::open(settings(), true).value();
    test::MemoryKeyValues stored;
    ASSERT_TRUE(RocksLedger{*database}.projections().scan("", "", [&](std::string_view name, std::string_view value) {
        stored.put(name, value);
        return true;
    }));
    test::MemoryKeyValues rebuilt;
    auto const store = Store::open_read_only(settings()).value();
    Sequence index = 0;
    auto const records = store->journal().read(0, 100).value();
    for (Record const& each : records)
        ASSERT_TRUE(fold(index++, each, rebuilt));
    EXPECT_GT(stored.values.size(), 10U);
    EXPECT_EQ(taken_apart(stored), taken_apart(rebuilt));
}

TEST_F(StoreTest, AFolderNamedForLocksIsNoOtherGateway)
{
    auto const missing = Store::open_read_only({folder.path() / "locksmiths" / "data", kOrigin, {}});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().detail, "Another gateway is serving this site.");
}

}  // namespace
}  // namespace micklegate::storage
