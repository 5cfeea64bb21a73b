// Killed at any moment, or failed by its disk, the store holds every message it acknowledged, once, under a signed
// tree.
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/storage/store.hpp"
#include "tests/crash/writer_process.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

#include <random>

namespace micklegate::crash {
namespace {

constexpr char const* kOrigin = "gate.example/log";

std::size_t rounds()
{
    char const* const asked = std::getenv("MICKLEGATE_CRASH_ROUNDS");
    return asked == nullptr ? 50 : std::stoul(asked);
}

class Kill9Test : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    std::string data() const { return (folder.path() / "data").string(); }

    /// Starts a writer, ends it after so many lines, and remembers what it acknowledged.
    Testimony run_writer(std::size_t lines, std::vector<std::string> const& environment = {})
    {
        Testimony testimony = WriterProcess{data(), kOrigin, environment}.kill_after(lines);
        for (auto const& [id, index] : testimony.acknowledged)
            EXPECT_TRUE(acknowledged.emplace(id, index).second) << "acknowledged twice";
        return testimony;
    }

    /// Opens as a gateway would at its next start, and holds everything acknowledged so far against what is there.
    void reopen_and_compare()
    {
        auto const store = storage::Store::open({data(), kOrigin, {}}, key);
        ASSERT_TRUE(store) << one_line(store.error());
        auto const records = (*store)->journal().read(0, std::numeric_limits<std::size_t>::max());
        ASSERT_TRUE(records) << one_line(records.error());

        std::map<std::string, Sequence> there;
        std::vector<evidence::TileHash> unused;
        evidence::TreeBuilder tree;
        for (Sequence index = 0; index < records->size(); ++index) {
            commit::Record const& record = (*records)[index];
            EXPECT_EQ(record.sealed.size(), 400U) << "half a record";
            EXPECT_TRUE(there.emplace(commit::decode_entry(record.entry).value().message, index).second)
                << "stored twice";
            tree.append(evidence::leaf_hash(as_bytes(record.entry)), unused);
        }
        for (auto const& [id, index] : acknowledged) {
            ASSERT_TRUE(there.contains(id)) << "acknowledged and lost, at index " << index;
            ASSERT_EQ(there[id], index);
        }
        entries = records->size();
        if (entries == 0)
            return;
        auto const checkpoint = evidence::open_checkpoint((*store)->ledger().checkpoint().value(),
                                                          evidence::note_key(kOrigin, key.verify_key()));
        ASSERT_TRUE(checkpoint) << one_line(checkpoint.error());
        EXPECT_EQ(checkpoint->size, tree.size());
        EXPECT_EQ(checkpoint->root, tree.root());
    }

    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    test::TmpFolder folder;
    std::map<std::string, std::uint64_t> acknowledged;
    std::size_t entries = 0;
};

TEST_F(Kill9Test, LosesNothingAndDoublesNothing)
{
    std::mt19937 random{2026};
    std::uniform_int_distribution<std::size_t> lines{0, 120};
    for (std::size_t round = 0; round < rounds(); ++round) {
        ASSERT_EQ(run_writer(lines(random)).unopened, "") << "round " << round;
        reopen_and_compare();
        ASSERT_FALSE(HasFailure()) << "round " << round;
    }
    std::cout << rounds() << " kills, " << acknowledged.size() << " acknowledged, " << entries - acknowledged.size()
              << " more stored before anybody was told\n";
    EXPECT_GT(acknowledged.size(), rounds() * 10);
}

struct Failure {
    char const* name;
    char const* kind;
};

class FailingDisk : public Kill9Test, public testing::WithParamInterface<Failure> {};

TEST_P(FailingDisk, EndsAcknowledgementsAndLosesNone)
{
    std::string const shim = "LD_PRELOAD=" MICKLEGATE_FAILING_DISK;
    std::size_t failed = 0;
    for (int const after : {1, 3, 10, 11, 12, 13, 20, 40, 41, 80}) {
        Testimony const testimony = run_writer(4000, {shim, std::string{"MICKLEGATE_FAIL="} + GetParam().kind,
                                                      "MICKLEGATE_FAIL_AFTER=" + std::to_string(after)});
        EXPECT_EQ(testimony.acknowledged_after_refusal, 0U) << "after call " << after;
        failed += testimony.refused > 0 || !testimony.unopened.empty() ? 1U : 0U;
        reopen_and_compare();
        ASSERT_FALSE(HasFailure()) << "after call " << after;
    }
    EXPECT_EQ(failed, 10U) << "the fault was not met";
    EXPECT_GT(acknowledged.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Of, FailingDisk, testing::Values(Failure{"syncs", "sync"}, Failure{"space", "space"}),
                         [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::crash
