// A checkpoint counts as witnessed once a quorum's lines over exactly it were verified and kept, and never before.
#include "gateway/commit/witnessed_log.hpp"

#include "tests/support/manual_clock.hpp"
#include "tests/support/witnesses.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace micklegate::commit {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class WitnessedLogTest : public testing::Test {
protected:
    void SetUp() override
    {
        log.grow_to(10);
        witnessed.judge_by(policy());
    }

    [[nodiscard]] WitnessedLog::Policy policy() const
    {
        auto parsed = evidence::parse_witness_policy(are.policy_text(log.key()));
        return std::make_shared<evidence::WitnessPolicy const>(parsed.value());
    }
    [[nodiscard]] std::string pending() { return evidence::note_text(witnessed.pending().value()); }
    [[nodiscard]] std::uint64_t pending_size()
    {
        return evidence::parse_checkpoint(witnessed.pending().value().text)->size;
    }
    void all_sign(std::string const& note)
    {
        for (test::TestWitness const* const witness : are.all())
            ASSERT_TRUE(witnessed.take(witness->cosigned(note)));
    }
    void expect_refused(std::string const& note, ProblemCode code)
    {
        auto const taken = witnessed.take(note);
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().code, code) << one_line(taken.error());
    }

    test::Partnership are;
    test::SignedLog log;
    Result<void> keeping{};  ///< what the next keep answers
    std::vector<std::string> kept;
    std::vector<std::string> contradictions;
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    WitnessedLog witnessed{log,
                           log.key(),
                           {[this](std::string const& note) -> Result<void> {
                                EXPECT_EQ(witnessed.witnessed_size(), shown_when_kept) << "shown before it is kept";
                                if (keeping)
                                    kept.push_back(note);
                                return keeping;
                            },
                            [this](std::string const& note) { contradictions.push_back(note); }},
                           clock.clock()};
    std::uint64_t shown_when_kept = 0;
};

TEST_F(WitnessedLogTest, APoliceForceAndTwoOfThreeCourtsMakeAQuorum)
{
    std::string const note = pending();
    for (auto const& [witness, is_enough] : {std::pair{&are.york, false}, {&are.hull, false}, {&are.police, true}}) {
        EXPECT_FALSE(witnessed.witnessed());
        auto const taken = witnessed.take(witness->cosigned(note));
        ASSERT_TRUE(taken) << one_line(taken.error());
        EXPECT_EQ(witnessed.witnessed_size(), is_enough ? 10U : 0U);
    }
    EXPECT_EQ(witnessed.witnessed(), kept.front());
    auto const state = evidence::quorum_of(*policy(), evidence::parse_note(kept.front()).value());
    EXPECT_TRUE(state->met);
    EXPECT_TRUE(evidence::open_checkpoint(kept.front(), log.key()));
}

TEST_F(WitnessedLogTest, ThreeCourtsWithoutThePoliceAreNone)
{
    std::string const note = pending();
    for (auto const* const court : {&are.york, &are.hull, &are.leeds})
        ASSERT_TRUE(witnessed.take(court->cosigned(note)));

    EXPECT_FALSE(witnessed.witnessed());
    EXPECT_THAT(witnessed.missing(), ElementsAre("police.north-yorkshire"));
}

TEST_F(WitnessedLogTest, LinesOverDifferentCheckpointsAreNoQuorumTogether)
{
    std::string const first = pending();
    ASSERT_TRUE(witnessed.take(are.police.cosigned(first)));
    std::string const second = log.grow_to(11);
    ASSERT_TRUE(witnessed.take(are.york.cosigned(second)));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(second)));

    EXPECT_FALSE(witnessed.witnessed());
}

TEST_F(WitnessedLogTest, ThePendingCheckpointStaysUntilItHasItsQuorumHoweverTheLogGrows)
{
    std::string const first = pending();
    ASSERT_TRUE(witnessed.take(are.police.cosigned(first)));
    log.grow_to(20);
    ASSERT_TRUE(witnessed.take(are.york.cosigned(first)));
    log.grow_to(30);
    EXPECT_EQ(pending_size(), 10U);

    ASSERT_TRUE(witnessed.take(are.leeds.cosigned(first)));

    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    EXPECT_EQ(pending_size(), 30U);
}

TEST_F(WitnessedLogTest, ThePendingCheckpointIsTheNewestWhileNobodyHasSignedIt)
{
    EXPECT_EQ(pending_size(), 10U);
    log.grow_to(20);
    EXPECT_EQ(pending_size(), 20U);
}

TEST_F(WitnessedLogTest, CheckpointsThatNobodySignedAreNotGathered)
{
    test::TestWitness const stranger{"school.901233"};
    std::vector<std::string> offered;
    for (std::uint64_t size = 10; size < 60; ++size) {
        log.grow_to(size);
        offered.push_back(pending());
    }
    // Under one that is gathered the stranger's line would be left out.
    auto const is_gathered = [&](std::string const& note) {
        std::string const cosigned = stranger.cosigned(note);
        return witnessed.with_cosignatures(cosigned) != cosigned;
    };
    EXPECT_EQ(std::ranges::count_if(offered, is_gathered), 1);
    EXPECT_TRUE(is_gathered(offered.back()));
}

TEST_F(WitnessedLogTest, OneThatAlwaysRunsAheadDoesNotKeepTheOthersFromTheirQuorum)
{
    ASSERT_TRUE(witnessed.take(are.leeds.cosigned(pending())));
    for (std::uint64_t size = 20; size < 60; ++size) {
        ASSERT_TRUE(witnessed.take(are.york.cosigned(log.grow_to(size))));
        EXPECT_EQ(pending_size(), 10U);
    }
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(pending())));

    EXPECT_EQ(witnessed.witnessed_size(), 10U);
}

TEST_F(WitnessedLogTest, SoManyAheadThatTheOthersAreNoQuorumMoveIt)
{
    ASSERT_TRUE(witnessed.take(are.leeds.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.york.cosigned(log.grow_to(20))));
    for (std::uint64_t size = 21; size < 60; ++size)
        ASSERT_TRUE(witnessed.take(are.leeds.cosigned(log.grow_to(size)))) << "what it signed of the pending counts";
    EXPECT_EQ(pending_size(), 10U);

    ASSERT_TRUE(witnessed.take(are.hull.cosigned(log.grow_to(70))));

    EXPECT_EQ(pending_size(), 70U) << "the first one ahead is not forgotten";
}

TEST_F(WitnessedLogTest, AWitnessThatIsAheadOfThePendingCheckpointMovesIt)
{
    ASSERT_TRUE(witnessed.take(are.york.cosigned(pending())));
    std::string const larger = log.grow_to(20);
    log.grow_to(25);
    EXPECT_EQ(pending_size(), 10U);

    ASSERT_TRUE(witnessed.take(are.police.cosigned(larger)));

    EXPECT_EQ(pending_size(), 20U) << "it cannot sign the smaller one any more, and has signed this one";
    ASSERT_TRUE(witnessed.take(are.york.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(pending())));
    EXPECT_EQ(witnessed.witnessed_size(), 20U);
    EXPECT_EQ(pending_size(), 25U);
}

TEST_F(WitnessedLogTest, ASilentOneKeepsTheOthersFromOneThatIsAheadForABoundedTimeOnly)
{
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.york.cosigned(log.grow_to(20))));
    log.grow_to(30);
    clock.advance(Gathering::kPatience - 1ms);
    EXPECT_EQ(pending_size(), 10U) << "court.leeds may still come";

    clock.advance(1ms);

    EXPECT_EQ(pending_size(), 20U) << "court.leeds is silent";
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(pending())));
    EXPECT_EQ(witnessed.witnessed_size(), 20U);
}

TEST_F(WitnessedLogTest, TheOneThatWasSilentMayCompleteWhatWasPendingBefore)
{
    std::string const before = pending();
    ASSERT_TRUE(witnessed.take(are.police.cosigned(before)));
    ASSERT_TRUE(witnessed.take(are.hull.cosigned(before)));
    ASSERT_TRUE(witnessed.take(are.york.cosigned(log.grow_to(20))));
    clock.advance(Gathering::kPatience);
    ASSERT_EQ(pending_size(), 20U);

    ASSERT_TRUE(witnessed.take(are.leeds.cosigned(before)));

    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    EXPECT_EQ(pending_size(), 20U);
}

TEST_F(WitnessedLogTest, NobodyAheadLeavesItHoweverLongItTakes)
{
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    log.grow_to(20);
    clock.advance(100 * Gathering::kPatience);
    EXPECT_EQ(pending_size(), 10U);
}

TEST_F(WitnessedLogTest, WhatAWitnessOnlySaysOfItsSizeMovesItToTheNewestAndNeverBeyondTheLog)
{
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    log.grow_to(20);
    witnessed.is_ahead("court.york", 21);
    clock.advance(Gathering::kLongPatience);
    EXPECT_EQ(pending_size(), 10U) << "the log has no 21 entries";

    witnessed.is_ahead("court.york", 15);

    EXPECT_EQ(pending_size(), 20U);
}

TEST_F(WitnessedLogTest, AClaimWithoutASignatureCannotKeepThoseApartWhoComeOnceADay)
{
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    log.grow_to(20);
    witnessed.is_ahead("court.york", 15);

    clock.advance(24h);

    EXPECT_EQ(pending_size(), 10U);
}

TEST_F(WitnessedLogTest, AClockThatIsSetBackHoldsNobodyUp)
{
    ASSERT_TRUE(witnessed.take(are.police.cosigned(pending())));
    ASSERT_TRUE(witnessed.take(are.york.cosigned(log.grow_to(20))));
    clock.advance(-24h);
    EXPECT_EQ(pending_size(), 20U);
}

TEST_F(WitnessedLogTest, AnOlderCheckpointOfOursCountsTooAndNeverTakesTheNewerOnesPlace)
{
    std::string const older = pending();
    std::string const newer = log.grow_to(20);
    all_sign(older);
    EXPECT_EQ(witnessed.witnessed_size(), 10U);
    shown_when_kept = 10;
    all_sign(newer);
    EXPECT_EQ(witnessed.witnessed_size(), 20U);

    all_sign(older);

    EXPECT_EQ(witnessed.witnessed_size(), 20U);
    EXPECT_EQ(kept.size(), 2U);
}

TEST_F(WitnessedLogTest, WhatCannotBeKeptIsNotShownAndIsKeptLater)
{
    keeping = problem(ProblemCode::kStorageFull, "The disk is full.");
    std::string const note = pending();
    ASSERT_TRUE(witnessed.take(are.police.cosigned(note)));
    ASSERT_TRUE(witnessed.take(are.york.cosigned(note)));
    expect_refused(are.leeds.cosigned(note), ProblemCode::kStorageFull);
    EXPECT_FALSE(witnessed.witnessed());
    EXPECT_FALSE(witnessed.settle());

    keeping = {};

    EXPECT_TRUE(witnessed.settle());
    EXPECT_EQ(witnessed.witnessed_size(), 10U);
}

TEST_F(WitnessedLogTest, ALineThatDoesNotVerifyKeepsTheOthersOfItsNoteOut)
{
    evidence::Note note = evidence::parse_note(are.york.cosigned(pending())).value();
    evidence::NoteSignature forged = are.police.line(note.text);
    forged.signature.back() ^= 1U;
    note.signatures.push_back(forged);

    expect_refused(evidence::note_text(note), ProblemCode::kInvalidValue);
    EXPECT_THAT(witnessed.missing(), testing::Contains("court.york"));

    forged = are.hull.line(note.text);
    forged.name = are.police.note_key().name;
    forged.id = are.police.note_key().id;
    note.signatures.back() = forged;
    expect_refused(evidence::note_text(note), ProblemCode::kInvalidValue);
}

TEST_F(WitnessedLogTest, LinesOfStrangersAreLeftOut)
{
    test::TestWitness const stranger{"school.901233"};
    auto const taken = witnessed.take(stranger.cosigned(are.york.cosigned(pending())));

    ASSERT_TRUE(taken);
    EXPECT_THAT(taken->cosigned, ElementsAre("court.york"));
    EXPECT_EQ(pending().find("school"), std::string::npos);
    EXPECT_NE(pending().find("court.york/witness"), std::string::npos);
}

TEST_F(WitnessedLogTest, AnotherLogsCheckpointIsRefusedWhoeverCosignedIt)
{
    auto const stranger = test::key_named("another log's key");
    evidence::Checkpoint const same{test::SignedLog::kOrigin, 10, {}};
    expect_refused(are.york.cosigned(evidence::sign_checkpoint(same, stranger)), ProblemCode::kInvalidValue);
    evidence::Checkpoint const other{"other.example/log", 10, {}};
    expect_refused(are.york.cosigned(evidence::sign_checkpoint(other, stranger)), ProblemCode::kInvalidValue);
    expect_refused("not a note", ProblemCode::kInvalidValue);
    EXPECT_THAT(contradictions, IsEmpty()) << "only our own key can contradict us";
}

TEST_F(WitnessedLogTest, AnotherHistoryUnderOurKeyIsAContradictionWithOrWithoutWitnesses)
{
    for (std::uint64_t const size : {1U, 9U, 10U, 11U}) {
        test::SignedLog other{"forged"};
        std::string const note = other.grow_to(size);
        expect_refused(note, ProblemCode::kIntegrity);
        EXPECT_EQ(contradictions.back(), note);
        expect_refused(are.york.cosigned(note), ProblemCode::kIntegrity);
    }
    test::SignedLog longer;  // the same history, which has gone on: ours lost its end
    expect_refused(longer.grow_to(11), ProblemCode::kIntegrity);
    EXPECT_EQ(contradictions.size(), 9U);
    EXPECT_THAT(kept, IsEmpty());
}

TEST_F(WitnessedLogTest, OurOwnPastIsNoContradiction)
{
    for (std::uint64_t const size : {0U, 1U, 7U, 10U}) {
        test::SignedLog past;
        EXPECT_TRUE(witnessed.take(past.grow_to(size))) << size;
    }
    EXPECT_THAT(contradictions, IsEmpty());
}

TEST_F(WitnessedLogTest, AnotherPolicyIsMetAnewAndWhatWasKeptIsNeverReplacedByAnOlderOne)
{
    std::string const first = pending();
    all_sign(first);
    shown_when_kept = 10;
    all_sign(log.grow_to(20));
    ASSERT_EQ(witnessed.witnessed_size(), 20U);
    test::TestWitness const probation{"probation.yorkshire"};
    std::string const text =
        "log " + evidence::vkey_text(log.key()) + "\n" + probation.policy_line() + "quorum " + probation.name + "\n";

    witnessed.judge_by(std::make_shared<evidence::WitnessPolicy const>(evidence::parse_witness_policy(text).value()));

    EXPECT_FALSE(witnessed.witnessed()) << "the new quorum has not vouched for it";
    EXPECT_THAT(witnessed.missing(), ElementsAre(probation.name));
    ASSERT_TRUE(witnessed.take(probation.cosigned(first)));
    EXPECT_FALSE(witnessed.witnessed());
    shown_when_kept = 0;
    ASSERT_TRUE(witnessed.take(probation.cosigned(pending())));
    EXPECT_EQ(witnessed.witnessed_size(), 20U);

    witnessed.judge_by(nullptr);
    EXPECT_FALSE(witnessed.witnessed());
    expect_refused(probation.cosigned(first), ProblemCode::kNotFound);
}

TEST_F(WitnessedLogTest, ARestartGoesOnFromWhatWasKept)
{
    std::string const note = pending();
    all_sign(note);
    WitnessedLog again{log, log.key(), {[](auto const&) { return Result<void>{}; }, [](auto const&) {}}};

    ASSERT_TRUE(again.restore(kept.front()));
    again.judge_by(policy());

    EXPECT_EQ(again.witnessed(), kept.front());
    EXPECT_EQ(evidence::note_text(again.pending().value()), kept.front()) << "nobody is asked for it again";
    EXPECT_FALSE(again.restore("damaged"));
}

TEST_F(WitnessedLogTest, CosignaturesStandUnderExactlyTheirCheckpoint)
{
    std::string const note = pending();
    all_sign(note);
    EXPECT_NE(witnessed.with_cosignatures(note).find("court.york/witness"), std::string::npos);

    std::string const larger = log.grow_to(11);

    EXPECT_EQ(witnessed.with_cosignatures(larger), larger);
    EXPECT_EQ(witnessed.with_cosignatures("damaged"), "damaged");
}

TEST_F(WitnessedLogTest, ManyOldCheckpointsPushThePendingOneOutOfNobodysMemory)
{
    log.grow_to(200);
    std::string const note = pending();
    ASSERT_TRUE(witnessed.take(are.police.cosigned(note)));
    test::SignedLog past;
    for (std::uint64_t size = 1; size < 200; ++size)
        ASSERT_TRUE(witnessed.take(are.york.cosigned(past.grow_to(size))));

    EXPECT_EQ(pending_size(), 200U);
    EXPECT_THAT(witnessed.missing(), testing::Not(testing::Contains("police.north-yorkshire")));
}

}  // namespace
}  // namespace micklegate::commit
