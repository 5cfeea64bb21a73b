// A witness remembers before it answers, forgets nothing, and trusts nothing that does not prove itself.
#include "gateway/witness/witness.hpp"

#include "gateway/evidence/cosignature.hpp"
#include "gateway/files/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "tests/unit/witness/sample_log.hpp"

namespace micklegate::witness {
namespace {

namespace fs = std::filesystem;

class WitnessTest : public testing::Test {
protected:
    [[nodiscard]] std::string stored() const { return files::read(folder_.file_of(log_)).value(); }
    void store(std::string_view note) const { std::ofstream{folder_.file_of(log_), std::ios::binary} << note; }
    [[nodiscard]] std::uint64_t held_size() const { return witness_.held(log_.origin()).value()->checkpoint.size; }

    SampleLog log_;
    WitnessFolder folder_;
    Witness witness_ = folder_.witness({log_.key()});
};

TEST_F(WitnessTest, CosignsWhatItReadAndNothingElse)
{
    log_.grow(300);
    Answer const answer = witness_.add_checkpoint(log_.request(0));
    ASSERT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.content_type, "text/plain; charset=utf-8");

    auto const lines = evidence::parse_signature_lines(answer.body);
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 1U);
    evidence::Note const cosigned{evidence::checkpoint_text(log_.checkpoint()), *lines};
    auto const time = evidence::cosigned_at(cosigned, witness_.key());
    ASSERT_TRUE(time && *time);
    EXPECT_EQ(**time, std::chrono::floor<std::chrono::seconds>(folder_.clock.now()));
    EXPECT_EQ(witness_.key().name, "police.north-yorkshire/witness");
    EXPECT_EQ(stored(), log_.note() + answer.body);
}

TEST_F(WitnessTest, HasRememberedByTheTimeItAnswers)
{
    log_.grow(3);
    std::string const lost = log_.request(0);
    ASSERT_EQ(witness_.add_checkpoint(lost).status, 200U);  // an answer that never arrives
    log_.grow(4);

    Witness const restarted = folder_.witness({log_.key()});

    Answer const stale = restarted.add_checkpoint(log_.request(0));
    EXPECT_EQ(stale.status, 409U);
    EXPECT_EQ(stale.body, "3\n");
    EXPECT_EQ(restarted.add_checkpoint(log_.request(3)).status, 200U);
    EXPECT_EQ(held_size(), 7U);
}

TEST_F(WitnessTest, ThatCannotRememberCosignsNothing)
{
    log_.grow(3);
    fs::create_directory(folder_.file_of(log_));  // what cannot be replaced by a file

    Answer const answer = witness_.add_checkpoint(log_.request(0));

    EXPECT_EQ(answer.status, 500U);
    EXPECT_EQ(answer.body.find("—"), std::string::npos);
}

TEST_F(WitnessTest, StoresNoLineThatItDidNotVerify)
{
    log_.grow(3);
    std::string const forged = evidence::signature_line({witness_.key().name, witness_.key().id, Bytes(72, 0)});
    std::string const stranger = "— stranger.example/x AAAAAAAAAAAA\n";
    Answer const answer = witness_.add_checkpoint(log_.request(0) + forged + stranger);
    ASSERT_EQ(answer.status, 200U);
    EXPECT_EQ(stored(), log_.note() + answer.body);
    log_.grow(1);
    EXPECT_EQ(witness_.add_checkpoint(log_.request(3)).status, 200U);
}

TEST_F(WitnessTest, TrustsNothingItHoldsThatWasDamaged)
{
    log_.grow(5);
    ASSERT_EQ(witness_.add_checkpoint(log_.request(0)).status, 200U);
    std::string const sound = stored();
    log_.grow(2);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        std::string damaged = sound;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        store(damaged);
        auto const held = witness_.held(log_.origin());
        if (held) {
            // A signer's name that was changed leaves the other signer: the checkpoint is the same.
            EXPECT_EQ((*held)->checkpoint.size, 5U) << i;
            EXPECT_GE(i, sound.find("—")) << i;
            continue;
        }
        EXPECT_EQ(held.error().code, ProblemCode::kIntegrity) << i;
        EXPECT_FALSE(witness_.check()) << i;
        EXPECT_EQ(witness_.add_checkpoint(log_.request(5)).status, 500U) << i;
    }
    for (std::size_t length = 0; length < sound.size(); ++length) {
        store(sound.substr(0, length));
        auto const held = witness_.held(log_.origin());
        EXPECT_TRUE(!held || length == log_.shrink_to(5).note().size()) << length;
    }
    store(sound);
    EXPECT_TRUE(witness_.check());
    EXPECT_EQ(witness_.add_checkpoint(log_.grow(2).request(5)).status, 200U);
}

TEST_F(WitnessTest, TakesNoOtherLogsStateForThisOnes)
{
    SampleLog other{"other.example/log"};
    other.grow(2);
    Witness const both = folder_.witness({log_.key(), other.key()});
    ASSERT_EQ(both.add_checkpoint(log_.grow(3).request(0)).status, 200U);
    ASSERT_EQ(both.add_checkpoint(other.request(0)).status, 200U);

    fs::copy_file(folder_.file_of(other), folder_.file_of(log_), fs::copy_options::overwrite_existing);

    EXPECT_EQ(both.held(log_.origin()).error().code, ProblemCode::kIntegrity);
    EXPECT_EQ(both.held(other.origin()).value()->checkpoint.size, 2U);
}

TEST_F(WitnessTest, KeepsTwoLogsApartAndTwoWitnessesToo)
{
    SampleLog other{"other.example/log"};
    WitnessFolder elsewhere;
    Witness const second = elsewhere.witness({log_.key(), other.key()});
    Witness const both = folder_.witness({log_.key(), other.key()});
    log_.grow(3);
    other.grow(9);
    for (Witness const* const witness : {&both, &second}) {
        EXPECT_EQ(witness->add_checkpoint(log_.request(0)).status, 200U);
        EXPECT_EQ(witness->add_checkpoint(other.request(0)).status, 200U);
    }
    ASSERT_EQ(both.add_checkpoint(log_.grow(2).request(3)).status, 200U);

    EXPECT_EQ(both.held(log_.origin()).value()->checkpoint.size, 5U);
    EXPECT_EQ(second.held(log_.origin()).value()->checkpoint.size, 3U);
    EXPECT_EQ(both.held_under(evidence::origin_hash(other.origin())).value()->checkpoint.size, 9U);
    EXPECT_EQ(both.held_under(std::string(64, '0')).value(), std::nullopt);
}

TEST_F(WitnessTest, TwoViewsOfALogCannotBothBeCosigned)
{
    log_.grow(5);
    ASSERT_EQ(witness_.add_checkpoint(log_.request(0)).status, 200U);
    std::string const held = stored();
    SampleLog forked;
    forked.grow(3).grow(2, "fork");

    EXPECT_EQ(witness_.add_checkpoint(forked.request(5)).status, 422U);
    EXPECT_EQ(folder_.witness({log_.key()}, Edition::kV1).add_checkpoint(forked.request(5)).status, 409U);

    EXPECT_EQ(stored(), held);
    ASSERT_EQ(folder_.pairs_of_evidence(), 1U) << "the same two notes are kept once";
    fs::path const pair = fs::directory_iterator { folder_.path() / "evidence" } -> path();
    EXPECT_EQ(files::read(pair / "held.note").value(), held);
    EXPECT_EQ(files::read(pair / "seen.note").value(), forked.note());
}

TEST_F(WitnessTest, AWrongProofAloneIsNoEvidence)
{
    ASSERT_EQ(witness_.add_checkpoint(log_.grow(5).request(0)).status, 200U);
    log_.grow(1);
    EXPECT_EQ(witness_.add_checkpoint("old 5\n\n" + log_.note()).status, 422U);
    EXPECT_EQ(folder_.pairs_of_evidence(), 0U);
}

TEST_F(WitnessTest, EvidenceOfOneLogAndKindIsBounded)
{
    StateFolder const& state = witness_.state();
    for (int i = 0; i < 64; ++i)
        ASSERT_NE(state.keep_evidence({"one.example/log", true, "held", std::to_string(i)}).value(), std::nullopt) << i;
    EXPECT_EQ(state.keep_evidence({"one.example/log", true, "held", "another"}).value(), std::nullopt);
    EXPECT_NE(state.keep_evidence({"one.example/log", true, "held", "0"}).value(), std::nullopt);
    EXPECT_EQ(folder_.pairs_of_evidence(), 64U);
}

TEST_F(WitnessTest, NoFloodOfDoubtsOrOfAnotherLogsForksTakesTheRoomOfAProof)
{
    StateFolder const& state = witness_.state();
    for (int i = 0; i < 300; ++i) {
        ASSERT_TRUE(state.keep_evidence({"one.example/log", true, "held", std::to_string(i)}));
        ASSERT_TRUE(state.keep_evidence({"two.example/log", false, "held", std::to_string(i)}));
    }
    EXPECT_NE(state.keep_evidence({"two.example/log", true, "held", "fork"}).value(), std::nullopt);
}

TEST_F(WitnessTest, CosigningTheSameAgainTellsTheNewTime)
{
    log_.grow(5);
    std::string const first = witness_.add_checkpoint(log_.request(0)).body;
    folder_.clock.advance(std::chrono::hours{1});
    Answer const again = witness_.add_checkpoint(log_.request(5));
    EXPECT_EQ(again.status, 200U);
    EXPECT_NE(again.body, first);
    EXPECT_EQ(stored(), log_.note() + again.body);
}

TEST_F(WitnessTest, ManyAtOnceNeverTakeItBack)
{
    // Each asks to go from 1 to a size of its own: one may, all others must be told that it has moved.
    ASSERT_EQ(witness_.add_checkpoint(log_.grow(1).request(0)).status, 200U);
    std::vector<std::string> requests;
    for (std::size_t size = 2; size < 18; ++size)
        requests.push_back(log_.grow(1).request(1));
    std::vector<unsigned> statuses(requests.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < requests.size(); ++i)
            threads.emplace_back([&, i] {
                Witness const own = folder_.witness({log_.key()});
                statuses[i] = own.add_checkpoint(requests[i]).status;
            });
    }
    EXPECT_EQ(std::ranges::count(statuses, 200U), 1);
    EXPECT_EQ(std::ranges::count(statuses, 409U), std::ssize(statuses) - 1);
    auto const winner = static_cast<std::size_t>(std::ranges::find(statuses, 200U) - statuses.begin());
    EXPECT_EQ(held_size(), winner + 2);
}

}  // namespace
}  // namespace micklegate::witness
