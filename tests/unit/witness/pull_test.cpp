// A witness that asks: it follows an honest log, and stops at one that shrank, forked or will not keep still.
#include "gateway/witness/pull.hpp"

#include "gateway/evidence/cosignature.hpp"
#include "gateway/files/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/witness/sample_log.hpp"

namespace micklegate::witness {
namespace {

using testing::HasSubstr;

/// Passes on, after it has done what a test wants done just before.
class Meddler final : public evidence::LogSource {
public:
    Meddler(SampleLog& log, std::function<void(std::string const&)> before) : log_{log}, before_{std::move(before)} {}
    Result<Bytes> fetch(std::string const& path) override
    {
        before_(path);
        if (refused)
            return *refused;
        return log_.fetch(path);
    }
    std::optional<Problem> refused;

private:
    SampleLog& log_;
    std::function<void(std::string const&)> before_;
};

class PullTest : public testing::Test {
protected:
    [[nodiscard]] Result<Pulled> pulled() { return pull(witness_, log_.key(), log_); }

    void expect_suspicion(std::string const& what)
    {
        std::string const held = witness_.held(log_.origin()).value()->note;
        auto const pulled = this->pulled();
        ASSERT_TRUE(pulled) << one_line(pulled.error());
        ASSERT_TRUE(pulled->suspicion);
        EXPECT_EQ(pulled->suspicion->code, ProblemCode::kIntegrity);
        EXPECT_EQ(pulled->suspicion->detail, what);
        EXPECT_THAT(pulled->suspicion->next, HasSubstr((folder_.path() / "evidence").string()));
        EXPECT_EQ(pulled->note, held) << "the gateway is handed what is held";
        EXPECT_EQ(witness_.held(log_.origin()).value()->note, held);
        ASSERT_EQ(folder_.pairs_of_evidence(), 1U);
        auto const pair = std::filesystem::directory_iterator { folder_.path() / "evidence" } -> path();
        EXPECT_EQ(files::read(pair / "held.note").value(), held);
        EXPECT_EQ(files::read(pair / "seen.note").value(), log_.note());
    }

    SampleLog log_;
    WitnessFolder folder_;
    Witness witness_ = folder_.witness({log_.key()});
};

TEST_F(PullTest, FollowsALogAcrossTileBorders)
{
    std::optional<std::uint64_t> before;
    for (std::size_t const more : {1U, 254U, 1U, 1U, 300U, 0U, 700U}) {
        log_.grow(more);
        auto const pulled = this->pulled();
        ASSERT_TRUE(pulled) << one_line(pulled.error());
        EXPECT_FALSE(pulled->suspicion);
        EXPECT_EQ(pulled->before.has_value(), before.has_value());
        if (before) {
            EXPECT_EQ(pulled->before->size, *before);
        }
        before = log_.size();
        EXPECT_TRUE(pulled->note.starts_with(log_.note()));
        auto const note = evidence::parse_note(pulled->note);
        ASSERT_EQ(note->signatures.size(), 2U);
        EXPECT_TRUE(evidence::cosigned_at(*note, witness_.key()).value());
    }
}

TEST_F(PullTest, StopsAtALogThatShrank)
{
    log_.grow(40);
    ASSERT_TRUE(pulled());
    log_.shrink_to(12);
    expect_suspicion("The gateway shows a log of 12 entries, and this witness has cosigned it with 40 entries.");
}

TEST_F(PullTest, StopsAtAnotherLogOfTheSameSize)
{
    log_.grow(40);
    ASSERT_TRUE(pulled());
    log_.shrink_to(39).grow(1, "fork");
    expect_suspicion("The gateway shows another log of 40 entries than the one this witness has cosigned.");
}

TEST_F(PullTest, StopsAtALogThatForkedAndGrew)
{
    log_.grow(300);
    ASSERT_TRUE(pulled());
    log_.shrink_to(200).grow(400, "fork");
    expect_suspicion(
        "The gateway's log of 600 entries does not contain the 300 entries that this witness has cosigned, or cannot "
        "show that it does.");
    auto const again = pulled();
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->suspicion);
    EXPECT_EQ(folder_.pairs_of_evidence(), 1U);
}

TEST_F(PullTest, StopsWhereTheTilesThatProveItAreMissing)
{
    log_.grow(300);
    ASSERT_TRUE(pulled());
    log_.grow(10);
    Meddler source{log_, [](std::string const&) {}};
    Meddler hiding{log_, [&hiding](std::string const& path) {
                       if (path.starts_with("tile"))
                           hiding.refused = problem(ProblemCode::kNotFound, "No such tile.");
                   }};
    auto const pulled = pull(witness_, log_.key(), hiding);
    ASSERT_TRUE(pulled) << one_line(pulled.error());
    EXPECT_TRUE(pulled->suspicion);
    EXPECT_FALSE(pull(witness_, log_.key(), source)->suspicion);
}

TEST_F(PullTest, AGatewayThatCannotBeAskedIsNotSuspected)
{
    log_.grow(300);
    ASSERT_TRUE(pulled());
    log_.grow(10);
    for (char const* const silent : {"checkpoint", "tile"}) {
        Meddler source{log_, [&](std::string const& path) {
                           if (path.starts_with(silent))
                               source.refused = problem(ProblemCode::kUnavailable, "Gone.");
                       }};
        auto const pulled = pull(witness_, log_.key(), source);
        ASSERT_FALSE(pulled);
        EXPECT_EQ(pulled.error().code, ProblemCode::kUnavailable);
    }
    EXPECT_EQ(folder_.pairs_of_evidence(), 0U);
}

TEST_F(PullTest, CosignsTheCheckpointThatWaitsForItsWitnesses)
{
    log_.grow(40).wait_for_witnesses();
    log_.grow(5);
    EXPECT_EQ(pulled()->seen.size, 40U);
    EXPECT_EQ(pulled()->seen.size, 40U) << "until the gateway lets the next one wait";
    log_.wait_for_witnesses();
    EXPECT_EQ(pulled()->seen.size, 45U);
}

TEST_F(PullTest, AWaitingCheckpointOlderThanWhatIsHeldIsNoRewoundLog)
{
    log_.grow(40).wait_for_witnesses();
    ASSERT_EQ(witness_.add_checkpoint(log_.grow(5).request(0)).status, 200U);
    auto const pulled = this->pulled();
    ASSERT_TRUE(pulled) << one_line(pulled.error());
    EXPECT_FALSE(pulled->suspicion);
    EXPECT_EQ(pulled->seen.size, 45U);
}

TEST_F(PullTest, NeverSuspectsALogForWhatAnotherProcessCosignedMeanwhile)
{
    // Between this witness's reading and the gateway's answer the log grew and was cosigned by another process.
    log_.grow(40);
    ASSERT_TRUE(pulled());
    SampleLog grown;
    grown.grow(60);
    bool cosigned = false;
    Meddler late{log_, [&](std::string const& path) {
                     if (path == "checkpoint" && !std::exchange(cosigned, true)) {
                         EXPECT_EQ(witness_.add_checkpoint(grown.request(40)).status, 200U);
                         log_.grow(20);
                     }
                 }};
    auto const pulled = pull(witness_, log_.key(), late);
    ASSERT_TRUE(pulled) << one_line(pulled.error());
    EXPECT_FALSE(pulled->suspicion);
    EXPECT_EQ(pulled->seen.size, 60U);
}

TEST_F(PullTest, TakesNoCheckpointOfAnotherKey)
{
    log_.grow(3);
    SampleLog stranger{"stranger.example/log"};
    auto const pulled = pull(witness_, stranger.key(), log_);
    ASSERT_FALSE(pulled);
    EXPECT_EQ(pulled.error().code, ProblemCode::kIntegrity);
}

TEST_F(PullTest, TakesNoEmptyLogUnderARootOfSomething)
{
    class Hollow final : public evidence::LogSource {
    public:
        explicit Hollow(SampleLog const& log) : log_{log} {}
        Result<Bytes> fetch(std::string const&) override
        {
            std::string const note =
                evidence::sign_checkpoint({log_.origin(), 0, evidence::leaf_hash({})}, log_.signing_key());
            return Bytes{note.begin(), note.end()};
        }

    private:
        SampleLog const& log_;
    } hollow{log_};
    EXPECT_EQ(pull(witness_, log_.key(), hollow).error().code, ProblemCode::kIntegrity);
    EXPECT_EQ(witness_.held(log_.origin()).value(), std::nullopt);
}

TEST_F(PullTest, LeavesALogThatMovesUnderItForEver)
{
    // A slippery log: each time a proof is asked for, it has itself cosigned at another size in between.
    log_.grow(2);
    ASSERT_TRUE(pulled());
    SampleLog seen;
    seen.grow(600);
    int moves = 0;
    Meddler slippery{seen, [&](std::string const& path) {
                         if (!path.starts_with("tile"))
                             return;
                         std::size_t const old_size = log_.size();
                         ASSERT_EQ(witness_.add_checkpoint(log_.grow(1).request(old_size)).status, 200U);
                         ++moves;
                     }};
    auto const pulled = pull(witness_, log_.key(), slippery);
    ASSERT_FALSE(pulled);
    EXPECT_EQ(pulled.error().code, ProblemCode::kUnavailable);
    EXPECT_LE(moves, 30);
    EXPECT_EQ(witness_.held(log_.origin()).value()->checkpoint.size, log_.size());
}

TEST_F(PullTest, FollowsWhereAnotherProcessCosignedInBetween)
{
    log_.grow(2);
    ASSERT_TRUE(pulled());
    SampleLog seen;
    seen.grow(600);
    Meddler once{seen, [&](std::string const& path) {
                     if (!path.starts_with("tile") || log_.size() != 2)
                         return;
                     ASSERT_EQ(witness_.add_checkpoint(log_.grow(5).request(2)).status, 200U);
                 }};
    auto const pulled = pull(witness_, log_.key(), once);
    ASSERT_TRUE(pulled);
    EXPECT_EQ(pulled->before->size, 7U);
    EXPECT_EQ(witness_.held(log_.origin()).value()->checkpoint.size, 600U);
}

}  // namespace
}  // namespace micklegate::witness
