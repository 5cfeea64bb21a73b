// Each system call that the store depends on fails once, at each of its occurrences in turn: nothing acknowledged is
// lost.
#include "gateway/commit/log_resources.hpp"
#include "tests/crash/crash_test.hpp"

#include <fstream>

namespace micklegate::crash {
namespace {

constexpr std::size_t kLines = 800;
constexpr std::size_t kLastOccurrence = 80;

struct Injection {
    char const* name;
    char const* calls;
    char const* fault;
};

/// Opening takes the first few dozen calls of the main thread, and the commit thread begins to count at 1 with its own:
/// only a number beyond those of the opening is met by a commit.
std::size_t after(std::size_t occurrence) { return occurrence < 12 ? occurrence + 1 : occurrence + 6; }

class Inject : public CrashTest, public testing::WithParamInterface<Injection> {
protected:
    std::string log() const { return (folder.path() / "strace").string(); }

    /// strace counts the calls of each thread by itself.
    std::vector<std::string> tracer(std::size_t occurrence) const
    {
        std::string const calls = GetParam().calls;
        return {"strace",
                "-f",
                "-q",
                "-o",
                log(),
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":" + GetParam().fault + ":when=" + std::to_string(occurrence)};
    }

    bool met() const
    {
        std::ifstream in{log()};
        std::string const text{std::istreambuf_iterator<char>{in}, {}};
        return text.find("INJECTED") != std::string::npos || text.find("killed by SIGKILL") != std::string::npos;
    }

    /// As `micklegate log verify` does it.
    void verify() const
    {
        EXPECT_TRUE(storage::Store::check_record_files(data()));
        auto const store = storage::Store::open_read_only({data(), kOrigin, {}});
        ASSERT_TRUE(store) << one_line(store.error());
        EXPECT_TRUE((*store)->check_files());
        if (entries == 0)
            return;
        commit::LedgerSource source{(*store)->ledger()};
        auto const report = evidence::verify_log(source, evidence::note_key(kOrigin, key.verify_key()));
        EXPECT_TRUE(report) << one_line(report.error());
    }
};

bool can_trace() { return std::system("strace -f -q -e trace=write -o /dev/null true 2>/dev/null") == 0; }

TEST_P(Inject, AtEachOccurrenceLosesNothing)
{
    if (!can_trace())
        GTEST_SKIP() << "strace is not allowed to trace here; FailingDisk covers less of this";
    std::size_t met_faults = 0;
    for (std::size_t occurrence = 1; occurrence <= kLastOccurrence; occurrence = after(occurrence)) {
        Testimony const testimony = run_writer(kLines, {}, tracer(occurrence));
        EXPECT_EQ(testimony.acknowledged_after_refusal, 0U);
        if (!met())
            break;
        ++met_faults;
        reopen_and_compare();
        verify();
        ASSERT_FALSE(HasFailure()) << GetParam().calls << " " << GetParam().fault << " at " << occurrence;
    }
    std::cout << met_faults << " faults, " << acknowledged.size() << " acknowledged, " << entries << " stored\n";
    EXPECT_GT(met_faults, 0U);
}

INSTANTIATE_TEST_SUITE_P(Of, Inject,
                         testing::Values(Injection{"write_EIO", "write,pwrite64", "error=EIO"},
                                         Injection{"write_ENOSPC", "write,pwrite64", "error=ENOSPC"},
                                         Injection{"write_kill", "write,pwrite64", "signal=KILL"},
                                         Injection{"fdatasync_EIO", "fdatasync", "error=EIO"},
                                         Injection{"fdatasync_ENOSPC", "fdatasync", "error=ENOSPC"},
                                         Injection{"fdatasync_kill", "fdatasync", "signal=KILL"},
                                         Injection{"fsync_EIO", "fsync", "error=EIO"},
                                         Injection{"fsync_ENOSPC", "fsync", "error=ENOSPC"},
                                         Injection{"fsync_kill", "fsync", "signal=KILL"},
                                         Injection{"rename_EIO", "rename,renameat,renameat2", "error=EIO"},
                                         Injection{"rename_ENOSPC", "rename,renameat,renameat2", "error=ENOSPC"},
                                         Injection{"rename_kill", "rename,renameat,renameat2", "signal=KILL"}),
                         [](auto const& row) { return row.param.name; });

}  // namespace
}  // namespace micklegate::crash
