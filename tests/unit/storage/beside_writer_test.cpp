// Reading a store while another process rewrites its files: nothing that is gone is called damage.
#include "gateway/storage/database.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

namespace micklegate::storage {
namespace {

namespace fs = std::filesystem;

constexpr char const* kFolder = "MICKLEGATE_TEST_REWRITTEN";
constexpr char const* kRounds = "MICKLEGATE_TEST_ROUNDS";
constexpr Sequence kEntries = 50;
/// More tables than RocksDB opens of itself, in families of which too few are for it to merge them.
constexpr std::array kFilled{Family::kSealed,  Family::kActors, Family::kProjections,
                             Family::kReasons, Family::kKnown,  Family::kSubjects};
constexpr int kTablesOfEach = 3;

void rewrite(Database& database, std::string const& content)
{
    for (Sequence index = 0; index < kEntries; ++index) {
        rocksdb::WriteBatch batch;
        batch.Put(database.handle(Family::kEntries), slice(sequence_key(index)), slice(content));
        ASSERT_TRUE(database.write(batch).ok());
    }
    ASSERT_TRUE(database.flush().ok());
    ASSERT_TRUE(database.raw().CompactRange({}, database.handle(Family::kEntries), nullptr, nullptr).ok());
}

/// The other process: the executable itself, run for this test alone.
TEST(OtherProcess, DISABLED_RewritesAStoreUntilItIsKilled)
{
    auto const database = Database::open({std::getenv(kFolder), {}, {}}, false).value();
    for (int table = 0; table < kTablesOfEach; ++table)
        for (Family const family : kFilled) {
            ASSERT_TRUE(database->raw().Put({}, database->handle(family), slice(sequence_key(kEntries)), "x").ok());
            ASSERT_TRUE(database->flush().ok());
        }
    rewrite(*database, "first");
    ASSERT_EQ(::write(3, "r", 1), 1);
    for (int left = std::atoi(std::getenv(kRounds)); left > 0; --left)
        rewrite(*database, std::to_string(left));
    ::pause();
}

class BesideWriter : public testing::Test {
protected:
    /// Returns when the store is there and locked; it is rewritten so many times more.
    void start_other(char const* rounds)
    {
        std::array<int, 2> ready{};
        ASSERT_EQ(::pipe(ready.data()), 0);
        ::setenv(kFolder, data().c_str(), 1);
        ::setenv(kRounds, rounds, 1);
        other_ = ::fork();
        if (other_ == 0) {
            ::dup2(ready[1], 3);
            ::execl("/proc/self/exe", "other", "--gtest_also_run_disabled_tests", "--gtest_filter=OtherProcess.*",
                    nullptr);
            ::_exit(1);
        }
        ::close(ready[1]);
        char told = 0;
        ASSERT_EQ(::read(ready[0], &told, 1), 1);
        ::close(ready[0]);
    }
    void end_other()
    {
        if (other_ <= 0)
            return;
        ::kill(other_, SIGKILL);
        ::waitpid(other_, nullptr, 0);
        other_ = -1;
    }
    void TearDown() override { end_other(); }

    [[nodiscard]] fs::path data() const { return folder_.path() / "data"; }
    [[nodiscard]] std::vector<fs::path> tables() const
    {
        std::vector<fs::path> found;
        for (auto const& file : fs::directory_iterator{data()})
            if (file.path().extension() == ".sst")
                found.push_back(file.path());
        return found;
    }
    /// As an auditor's tools read it.
    [[nodiscard]] Result<void> read() const
    {
        if (auto const sound = Store::check_record_files(data()); !sound)
            return sound;
        auto const store = Store::open_read_only({data(), {}, {}});
        if (!store)
            return store.error();
        if (auto const read = (*store)->ledger().visit_entries(0, kEntries, [](std::string_view) {}); !read)
            return read;
        return (*store)->check_files();
    }

    test::TmpFolder folder_;
    pid_t other_ = -1;
};

TEST_F(BesideWriter, WhatIsRewrittenMeanwhileIsNeverCalledDamage)
{
    start_other("100000");
    int whole = 0;
    for (int round = 0; round < 200; ++round) {
        auto const found = read();
        whole += found ? 1 : 0;
        ASSERT_TRUE(found || found.error().code == ProblemCode::kUnavailable) << one_line(found.error());
    }
    EXPECT_GT(whole, 0);
}

TEST_F(BesideWriter, AFileThatIsGoneIsDamageOnlyWhereNobodyRewritesFiles)
{
    start_other("0");
    fs::path const gone = tables().front();
    fs::remove(gone);

    auto const beside = read();
    end_other();
    auto const alone = read();

    ASSERT_FALSE(beside);
    EXPECT_EQ(beside.error().code, ProblemCode::kUnavailable);
    EXPECT_THAT(one_line(beside.error()), testing::HasSubstr("try again"));
    EXPECT_THAT(one_line(beside.error()), testing::Not(testing::HasSubstr("No such file")));
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ProblemCode::kIntegrity);
    EXPECT_THAT(one_line(alone.error()), testing::HasSubstr(gone.filename().string() + ": It is missing."));
}

TEST_F(BesideWriter, AViewReadsOnWhatWasRewrittenAfterItWasOpened)
{
    start_other("0");
    auto const view = Database::open({data(), {}, {}}, true).value();
    for (fs::path const& table : tables())
        fs::remove(table);

    for (Family const family : kFilled) {
        auto const at = view->iterate(family);
        at->SeekToFirst();
        EXPECT_TRUE(at->Valid()) << at->status().ToString();
    }
}

}  // namespace
}  // namespace micklegate::storage
