// Nobody is shown a checkpoint before the disk has it: a power cut must not leave a signature over a lost history.
#include "gateway/commit/entry.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

namespace {

/// Called in the place of each sync of a file's content; what it returns is the outcome. Empty: the system's own.
std::function<int(int file)> sync_hook;

}  // namespace

/// Takes the C library's place, also for RocksDB.
extern "C" int fdatasync(int file)
{
    return sync_hook ? sync_hook(file) : static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace micklegate::storage {
namespace {

class SyncOrder : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }
    void TearDown() override { sync_hook = nullptr; }

    [[nodiscard]] std::string shown() const { return store->ledger().checkpoint().value(); }
    commit::AppendResult append()
    {
        commit::Entry entry;
        entry.kind = commit::EntryKind::kPolicy;
        std::vector<commit::Record> const records{{commit::encode(entry), {}, {}}};
        auto const head = store->journal().head();
        return store->journal().append(head.next, head.epoch, records);
    }

    test::TmpFolder folder;
    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    std::unique_ptr<Store> store = Store::open({folder.path() / "data", "gate.example/log", {}}, key).value();
};

TEST_F(SyncOrder, ACheckpointIsShownOnlyOnceItIsSynced)
{
    ASSERT_TRUE(std::holds_alternative<commit::Committed>(append()));
    std::string const before = shown();
    int syncs = 0;
    sync_hook = [&](int file) {
        ++syncs;
        EXPECT_EQ(shown(), before);
        EXPECT_FALSE(store->ledger().entry(1)) << "its entry is shown as late";
        int const outcome = static_cast<int>(::syscall(SYS_fdatasync, file));
        EXPECT_EQ(shown(), before);
        return outcome;
    };

    ASSERT_TRUE(std::holds_alternative<commit::Committed>(append()));

    EXPECT_GE(syncs, 1) << "nothing was synced, or not by the call this test stands in for";
    EXPECT_NE(shown(), before);
}

TEST_F(SyncOrder, ACheckpointWhoseSyncFailedIsNeverShown)
{
    ASSERT_TRUE(std::holds_alternative<commit::Committed>(append()));
    std::string const before = shown();
    sync_hook = [](int) {
        errno = EIO;
        return -1;
    };
    EXPECT_TRUE(std::holds_alternative<commit::Unknown>(append()));
    sync_hook = nullptr;

    EXPECT_EQ(shown(), before);
    EXPECT_TRUE(std::holds_alternative<commit::Unknown>(append())) << "nothing is written behind it";
    EXPECT_EQ(shown(), before);
}

/// Reads the store beside the gateway that is about to sync what it wrote.
class ReadBeside : public SyncOrder {
protected:
    /// `outcome` is that of the reader's syncs.
    void read_before_the_sync(int outcome)
    {
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(append()));
        sync_hook = [&, outcome](int file) {
            sync_hook = [&, outcome](int read) {
                synced.push_back(name_of(read));
                errno = EIO;
                return outcome;
            };
            opened = Store::open_read_only({folder.path() / "data", "gate.example/log", {}});
            sync_hook = nullptr;
            return static_cast<int>(::syscall(SYS_fdatasync, file));
        };
        ASSERT_TRUE(std::holds_alternative<commit::Committed>(append()));
    }
    static std::string name_of(int file)
    {
        return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file)).extension();
    }

    std::vector<std::string> synced;
    Result<std::unique_ptr<Store>> opened = problem(ProblemCode::kInternal, "It was not read.");
};

TEST_F(ReadBeside, WhatIsShownIsSyncedFirst)
{
    read_before_the_sync(0);

    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)->ledger().checkpoint().value(), shown()) << "it shows what the gateway wrote and did not sync";
    EXPECT_THAT(synced, testing::ElementsAre(".log", ""));
}

TEST_F(ReadBeside, WhatCannotBeSyncedIsNotShown)
{
    read_before_the_sync(-1);

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ProblemCode::kUnavailable);
}

}  // namespace
}  // namespace micklegate::storage
