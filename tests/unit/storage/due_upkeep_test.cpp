// A store that is older than the rows of what is due for whom has them once it was opened.
#include "gateway/storage/due_upkeep.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/storage/family_writer.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

namespace micklegate::storage {
namespace {

using testing::SizeIs;

constexpr std::size_t kMessages = 5'000;
constexpr char const* kForce = "police.north-yorkshire";

class DueUpkeepTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    [[nodiscard]] std::unique_ptr<Store> open()
    {
        return Store::open({folder.path() / "data", "gate.example/log", [](std::string const&) {}}, key).value();
    }
    void append(std::vector<commit::Record> const& records)
    {
        auto const store = open();
        auto const head = store->journal().head();
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(store->journal().append(head.next, head.epoch, records)));
    }
    static commit::Entry step(commit::EntryKind kind, std::size_t number)
    {
        commit::Entry entry;
        entry.kind = kind;
        entry.agency = kForce;
        entry.recipient = "school.901233";
        entry.message = "m" + std::to_string(number);
        entry.deadline = parse_rfc3339("2026-11-23T08:30:00Z").value() + std::chrono::minutes{number};
        return entry;
    }
    /// As a version left it that knew nothing of agencies and alarms.
    void make_old()
    {
        auto const database =
            Database::open({folder.path() / "data", "gate.example/log", [](std::string const&) {}}, false).value();
        rocksdb::WriteBatch batch;
        FamilyWriter out{batch, *database, Family::kProjections};
        out.erase_all("u");
        out.erase_all("w");
        batch.Delete(database->handle(Family::kMeta), "due");
        ASSERT_TRUE(database->write(batch).ok());
    }
    [[nodiscard]] static std::size_t alarms(Store const& store)
    {
        return deliver::alarms(store.ledger().projections(), {}, Moment::max() - std::chrono::hours{1}, 2 * kMessages)
            ->size();
    }
    [[nodiscard]] static std::size_t due_for(Store const& store, std::string_view agency)
    {
        return deliver::due_of_agency(store.ledger().projections(), agency, {}, 2 * kMessages)->due.size();
    }

    test::TmpFolder folder;
    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
};

TEST_F(DueUpkeepTest, AnOlderStoreIsWatchedLikeANewOne)
{
    std::vector<commit::Record> records;
    for (std::size_t i = 0; i < kMessages; ++i)
        records.push_back({commit::encode(step(commit::EntryKind::kAccepted, i)), {}, {}});
    append(records);
    commit::Entry met = step(commit::EntryKind::kOpened, 7);
    met.due_for = {kForce, "school.901233"};
    append({{commit::encode(met), {}, {}}});
    make_old();

    auto store = open();
    EXPECT_EQ(alarms(*store), kMessages - 1);
    EXPECT_EQ(due_for(*store, kForce), kMessages - 1);
    EXPECT_EQ(due_for(*store, "school.901233"), kMessages - 1);
    store.reset();

    commit::Entry escalated = step(commit::EntryKind::kEscalated, 8);
    escalated.recipient = "la.815";
    append({{commit::encode(escalated), {}, {}}});
    EXPECT_EQ(alarms(*open()), kMessages - 2) << "it is not done twice";
}

}  // namespace
}  // namespace micklegate::storage
