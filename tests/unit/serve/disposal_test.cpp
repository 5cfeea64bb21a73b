// Files that hold destroyed bytes are rewritten where there is room for the new ones, and not before.
#include "gateway/serve/disposal.hpp"

#include "gateway/crypto/site_keys.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DisposalTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    Sequence put(commit::Append append)
    {
        auto const stored = test::commit_one(
            commits,
            {"", 1, [append = std::move(append)](commit::Ledger const&) -> commit::Proposal { return append; }});
        return stored.value().index;
    }
    /// A message, and what takes it back.
    void put_destroyed()
    {
        commit::Append message;
        message.entry.kind = commit::EntryKind::kAccepted;
        message.entry.message = "m1";
        message.sealed = {1, 2, 3};
        commit::Append recall;
        recall.entry.kind = commit::EntryKind::kRecalled;
        recall.entry.message = "m1";
        recall.destroys = {put(std::move(message))};
        put(std::move(recall));
    }

    test::TmpFolder const folder;
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    std::unique_ptr<storage::Store> const store =
        storage::Store::open({folder.path() / "data", "log", [](std::string const&) {}}, keys.log).value();
    commit::CommitLoop commits{store->journal(), store->ledger(), clock.clock(), [] { return Result<void>{}; }, {}};
    std::vector<std::string> told;
    receive::Log const log = [this](receive::Severity, std::string const& line) { told.push_back(line); };
    std::uint64_t spare = 0;
    Disposal disposal{*store, commits, clock.clock(), [this] { return spare; }, log};
};

TEST_F(DisposalTest, RewritesNothingUntilThereIsRoomForIt)
{
    EXPECT_FALSE(disposal.purge().value());
    EXPECT_THAT(told, ElementsAre()) << "nothing is left over";
    put_destroyed();
    std::uint64_t const needed = store->bytes_to_purge();
    ASSERT_GT(needed, 1U);
    spare = needed - 1;
    EXPECT_FALSE(disposal.purge().value());
    EXPECT_FALSE(disposal.purge().value());
    EXPECT_THAT(told, ElementsAre(HasSubstr("until there is room"))) << "once";
    EXPECT_GT(store->bytes_to_purge(), 0U) << "it is not forgotten";
    spare = needed;
    EXPECT_TRUE(disposal.purge().value());
    EXPECT_THAT(told, ElementsAre(HasSubstr("until there is room"), HasSubstr("room again")));
    EXPECT_EQ(store->bytes_to_purge(), 0U);
    EXPECT_FALSE(disposal.purge().value());
}

TEST_F(DisposalTest, StopsTwiceAndWithoutHavingStarted)
{
    put_destroyed();
    spare = std::numeric_limits<std::uint64_t>::max();
    disposal.stop();
    disposal.stop();
    EXPECT_TRUE(disposal.purge().value());
    EXPECT_GT(store->bytes_to_purge(), 0U) << "what was ended is for the next run";
}

}  // namespace
}  // namespace micklegate::serve
