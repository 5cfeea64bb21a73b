// Group commit: nothing is answered before it is durable, and a write whose outcome is unknown is the last one.
#include "gateway/commit/commit_loop.hpp"

#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/submit.hpp"

#include "gateway/commit/seen_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <latch>

namespace micklegate::commit {
namespace {

using namespace std::chrono_literals;
using test::commit_all;
using test::commit_one;
using test::Fault;

Intent append(std::string key, std::size_t bytes = 1)
{
    return {key, bytes, [key](Ledger const&) -> Proposal {
                Append append;
                append.entry.kind = EntryKind::kPolicy;
                append.entry.message = key;
                return append;
            }};
}

Intent append_from_reserve(std::string key)
{
    return {key, 1, [key](Ledger const&) -> Proposal {
                Append append;
                append.entry.message = key;
                append.may_use_reserve = true;
                return append;
            }};
}

template <class... Keys>
std::vector<Intent> appends(Keys... keys)
{
    std::vector<Intent> intents;
    (intents.push_back(append(keys)), ...);
    return intents;
}

Result<void> full() { return problem(ProblemCode::kStorageFull, "The disk is nearly full."); }

/// Answers with how many entries the journal held when it was asked.
Intent look(std::string key, test::MemoryJournal const& journal)
{
    return {std::move(key), 1, [&journal](Ledger const&) -> Proposal {
                return Result<Receipt>{Receipt{journal.records.size(), {}, true}};
            }};
}

class CommitLoopTest : public testing::Test {
protected:
    CommitLoop& start(CommitLoop::Settings settings = {})
    {
        return loop.emplace(
            journal, ledger, clock.clock(), [this] { return ++rounds, admission; }, settings);
    }

    /// Holds the commit thread inside an append of its own until the returned latch is counted down.
    std::shared_ptr<std::latch> hold(std::string const& key)
    {
        auto entered = std::make_shared<std::latch>(1);
        auto release = std::make_shared<std::latch>(1);
        journal.before_next_append = [entered, release] {
            entered->count_down();
            release->wait();
        };
        held = test::submit(*loop, appends(key));
        entered->wait();
        return release;
    }

    test::ManualClock clock{"2026-11-21T19:37:00Z"};
    Result<void> next_fold{};  ///< of the next record; the others succeed
    test::MemoryJournal journal{[this](Sequence, Record const&, KeyValueWriter& out) {
        out.put("folded", "");
        Result<void> now = next_fold;
        next_fold = {};
        return now;
    }};
    test::MemoryLedger ledger{journal};
    Admitted admission = Result<void>{};
    std::size_t rounds = 0;  ///< each asks for admission once
    std::future<Answers> held;
    std::optional<CommitLoop> loop;
};

TEST_F(CommitLoopTest, NothingIsAnsweredBeforeTheAppendReturned)
{
    start();
    auto const release = hold("first");
    EXPECT_EQ(held.wait_for(0s), std::future_status::timeout);
    EXPECT_TRUE(journal.records.empty());
    release->count_down();
    auto const receipt = held.get().front();
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt.value().index, 0U);
    EXPECT_FALSE(receipt.value().replayed);
    EXPECT_EQ(journal.records.at(0).entry, encode(receipt.value().entry));
}

TEST_F(CommitLoopTest, WhatWaitedMeanwhileSharesOneCommit)
{
    start();
    auto const release = hold("first");
    auto pair = test::submit(*loop, appends("a", "b"));
    auto single = test::submit(*loop, appends("c"));
    release->count_down();
    Answers const answers = pair.get();
    EXPECT_EQ(answers[0].value().index, 1U);
    EXPECT_EQ(answers[1].value().index, 2U);
    EXPECT_EQ(single.get().front().value().index, 3U);
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 3}));
}

TEST_F(CommitLoopTest, ACommitHoldsNoMoreThanItsRecords)
{
    start({.records_per_commit = 2});
    Answers const answers = commit_all(*loop, appends("a", "b", "c", "d", "e"));
    for (std::size_t i = 0; i < answers.size(); ++i)
        EXPECT_EQ(answers[i].value().index, i);
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{2, 2, 1}));
}

TEST_F(CommitLoopTest, ACommitHoldsNoMoreThanItsRecordsWhereSomeHadToWait)
{
    start({.records_per_commit = 2});
    Answers const answers = commit_all(*loop, appends("a", "a", "b", "c", "d"));
    EXPECT_TRUE(std::ranges::all_of(answers, [](auto const& answer) { return answer.has_value(); }));
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 2, 2}));
}

TEST_F(CommitLoopTest, RepeatsOfOneKeyAreAnsweredTogether)
{
    start();
    std::vector<Intent> intents = appends("same", "same");
    for (int i = 0; i < 500; ++i)
        intents.push_back(look("same", journal));
    intents.push_back(append("same"));
    Answers const answers = commit_all(*loop, std::move(intents));
    EXPECT_EQ(answers[1].value().index, 1U);
    for (std::size_t i = 2; i < 502; ++i)
        EXPECT_EQ(answers[i].value().index, 2U) << "asked before both predecessors were committed";
    EXPECT_EQ(answers[502].value().index, 2U);
    EXPECT_EQ(rounds, 3U) << "one for each append, and none for a repeat";
}

TEST_F(CommitLoopTest, ARefusedAppendKeepsNobodyOfItsKeyWaiting)
{
    start();
    admission = full();
    for (auto const& answer : commit_all(*loop, appends("same", "same", "same")))
        EXPECT_EQ(answer.error().code, ProblemCode::kStorageFull);
    EXPECT_EQ(rounds, 1U);
}

TEST_F(CommitLoopTest, IntentsOfOneKeySeeEachOther)
{
    start();
    std::vector<Intent> intents = appends("same", "other");
    intents.push_back(look("same", journal));
    intents.push_back(look("same", journal));
    Answers const answers = commit_all(*loop, std::move(intents));
    EXPECT_EQ(answers[0].value().index, 0U);
    EXPECT_EQ(answers[1].value().index, 1U);
    EXPECT_EQ(answers[2].value().index, 2U) << "asked before its predecessor was committed";
    EXPECT_EQ(answers[3].value().index, 2U);
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{2}));
}

TEST_F(CommitLoopTest, WhatFollowsARecordIsStoredRightBehindItAndTheAnswerIsOfTheFirst)
{
    start();
    Intent pair{"pair", 1, [](Ledger const&) -> Proposal {
                    Append first;
                    first.entry.message = "first";
                    first.followers.emplace_back().entry.message = "second";
                    return first;
                }};
    auto const release = hold("held");
    std::vector<Intent> intents = appends("before");
    intents.push_back(std::move(pair));
    intents.push_back(append("after"));
    auto waiting = test::submit(*loop, std::move(intents));
    release->count_down();

    Answers const answers = waiting.get();

    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 4}));
    EXPECT_EQ(answers[1].value().index, 2U);
    EXPECT_EQ(answers[1].value().entry.message, "first");
    EXPECT_EQ(decode_entry(journal.records.at(3).entry).value().message, "second");
    EXPECT_EQ(answers[2].value().index, 4U);
}

TEST_F(CommitLoopTest, NothingIsStoredUnderTheKeyOfASubjectThatWasErasedMeanwhile)
{
    start();
    auto const erased =
        std::make_shared<SubjectKey const>("handle", "link", Bytes{}, crypto::PlainKey::random(), false);
    for (bool const follows : {false, true}) {
        Intent about{"about", 1, [&](Ledger const&) -> Proposal {
                         Append first;
                         (follows ? first.followers.emplace_back() : first).subject = erased;
                         return first;
                     }};

        auto const answered = commit_one(*loop, std::move(about));

        ASSERT_FALSE(answered) << follows;
        EXPECT_EQ(answered.error().code, ProblemCode::kUnavailable);
    }
    EXPECT_TRUE(journal.records.empty());
}

TEST_F(CommitLoopTest, AnUnknownOutcomeThatReadsBackIsCommitted)
{
    start();
    journal.faults = {Fault::kUnknownButStored};
    EXPECT_EQ(commit_one(*loop, append("a")).value().index, 0U);
    EXPECT_FALSE(loop->latched());
    EXPECT_EQ(commit_one(*loop, append("b")).value().index, 1U);
    EXPECT_EQ(journal.records.size(), 2U) << "never appended again";
}

class CommitLoopLatches : public CommitLoopTest, public testing::WithParamInterface<Fault> {};

TEST_P(CommitLoopLatches, AndNeverAppendsAgain)
{
    start();
    ASSERT_TRUE(commit_one(*loop, append("a")));
    journal.faults = {GetParam()};
    for (auto const& answer : commit_all(*loop, appends("b", "c")))
        EXPECT_EQ(answer.error().code, ProblemCode::kOutcomeUnknown);
    EXPECT_TRUE(loop->latched());
    EXPECT_EQ(commit_one(*loop, append("d")).error().code, ProblemCode::kOutcomeUnknown);
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 2}));
    EXPECT_TRUE(commit_one(*loop, look("e", journal))) << "what is known is still answered";
}

INSTANTIATE_TEST_SUITE_P(After, CommitLoopLatches, testing::Values(Fault::kUnknownAndLost, Fault::kConflict),
                         [](auto const& row) {
                             return row.param == Fault::kConflict ? "AConflict" : "AnUnknownOutcome";
                         });

TEST_F(CommitLoopTest, RecordsThatCannotBeFoldedAreStoredByNobodyAndTheLoopGoesOn)
{
    start();
    next_fold = problem(ProblemCode::kIntegrity, "A log entry is not in a form this version reads.");
    for (auto const& answer : commit_all(*loop, appends("unfit", "beside"))) {
        EXPECT_EQ(answer.error().code, ProblemCode::kInternal);
        EXPECT_EQ(answer.error().detail, "Nothing was stored: A log entry is not in a form this version reads.");
    }
    EXPECT_TRUE(journal.records.empty());
    EXPECT_TRUE(journal.projections.values.empty());
    EXPECT_FALSE(loop->latched());
    EXPECT_EQ(commit_one(*loop, append("beside")).value().index, 0U);
}

TEST_F(CommitLoopTest, ARefusedAdmissionWritesNothingAndIsNotForEver)
{
    start();
    admission = full();
    EXPECT_EQ(commit_one(*loop, append("a")).error().code, ProblemCode::kStorageFull);
    EXPECT_TRUE(commit_one(*loop, look("b", journal)));
    admission = Result<void>{};
    EXPECT_EQ(commit_one(*loop, append("a")).value().index, 0U);
    EXPECT_EQ(journal.batches.size(), 1U);
}

TEST_F(CommitLoopTest, WhatMayUseTheReserveGoesOnWhereMessagesAreRefused)
{
    start();
    admission = {full(), {}};
    std::vector<Intent> intents = appends("message");
    intents.push_back(append_from_reserve("opened"));
    Answers const answers = commit_all(*loop, std::move(intents));
    EXPECT_EQ(answers[0].error().code, ProblemCode::kStorageFull);
    EXPECT_EQ(answers[1].value().index, 0U);

    admission = full();
    EXPECT_EQ(commit_one(*loop, append_from_reserve("opened")).error().code, ProblemCode::kStorageFull);
    EXPECT_EQ(journal.records.size(), 1U);
}

TEST_F(CommitLoopTest, AnIntentOfTwoKeysStandsInTheLinesOfBoth)
{
    start();
    Intent both = append("a");
    both.also = "b";
    auto const release = hold("held");
    std::vector<Intent> intents = appends("b", "other");
    intents.push_back(std::move(both));
    for (char const* const key : {"a", "b", "other"})
        intents.push_back(look(key, journal));
    auto waiting = test::submit(*loop, std::move(intents));
    release->count_down();

    Answers const answers = waiting.get();

    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 2, 1}));
    EXPECT_EQ(answers[2].value().index, 3U) << "it waits for the first of its second key";
    EXPECT_EQ(answers[4].value().index, 4U) << "who comes behind it in that line waits for it";
    EXPECT_EQ(answers[5].value().index, 3U);
}

TEST_F(CommitLoopTest, ManyIntentsOfTwoKeysAreAllStoredAndNoneSharesACommitWithAnotherOfItsKeys)
{
    start({.records_per_commit = 4});
    auto const release = hold("held");
    std::vector<Intent> intents;
    for (std::size_t i = 0; i < 60; ++i) {
        intents.push_back(append("a" + std::to_string(i % 3)));
        intents.back().also = "b" + std::to_string(i % 5);
    }
    auto waiting = test::submit(*loop, std::move(intents));
    release->count_down();
    for (auto const& answer : waiting.get())
        EXPECT_TRUE(answer);
    EXPECT_EQ(journal.records.size(), 61U);
    EXPECT_LE(*std::ranges::max_element(journal.batches), 3U) << "there are three first keys";
}

TEST_F(CommitLoopTest, TheQueueHasABudget)
{
    start({.queued_bytes = 100'000});
    auto const release = hold("first");
    std::vector<Intent> most;
    most.push_back(append("most", 90'000));
    auto taken = test::submit(*loop, std::move(most));
    std::vector<Intent> over;
    over.push_back(append("over", 10'000));
    EXPECT_FALSE(loop->submit(std::move(over), [](Answers const&) { FAIL() << "a refused group is never answered"; }));
    release->count_down();
    EXPECT_TRUE(taken.get().front());
    EXPECT_TRUE(commit_one(*loop, append("over", 10'000))) << "the budget came back";
}

TEST_F(CommitLoopTest, IntentsWithoutBytesStillCount)
{
    start({.queued_bytes = 10'000});
    auto const release = hold("first");
    std::size_t taken = 0;
    while (taken < 10'000) {
        std::vector<Intent> one;
        one.push_back(append(std::to_string(taken), 0));
        if (!loop->submit(std::move(one), [](Answers const&) {}))
            break;
        ++taken;
    }
    release->count_down();
    EXPECT_LT(taken, 10'000U);
}

TEST_F(CommitLoopTest, AGroupAboveTheBudgetEntersAnEmptyQueue)
{
    start({.queued_bytes = 1000});
    EXPECT_TRUE(commit_one(*loop, append("large", 5000)));
    auto const release = hold("first");
    std::vector<Intent> large;
    large.push_back(append("large", 5000));
    EXPECT_FALSE(test::submit(*loop, std::move(large)).valid());
    release->count_down();
}

TEST_F(CommitLoopTest, TheEndCommitsWhatIsQueued)
{
    start({.records_per_commit = 1});
    auto const release = hold("first");
    auto queued = test::submit(*loop, appends("a", "b", "b"));
    std::jthread const releaser{[release] { release->count_down(); }};
    loop.reset();
    Answers const answers = queued.get();
    EXPECT_TRUE(std::ranges::all_of(answers, [](auto const& answer) { return answer.has_value(); }));
    EXPECT_EQ(journal.records.size(), 4U);
}

TEST_F(CommitLoopTest, EntryTimeNeverGoesBack)
{
    start();
    Moment const first = commit_one(*loop, append("a")).value().entry.time;
    EXPECT_EQ(first, clock.now());
    clock.advance(-1h);
    EXPECT_EQ(commit_one(*loop, append("b")).value().entry.time, first);
    start();
    EXPECT_EQ(commit_one(*loop, append("c")).value().entry.time, first) << "after a restart";
    clock.advance(2h);
    EXPECT_EQ(commit_one(*loop, append("d")).value().entry.time, clock.now());
}

TEST(SeenEvents, RememberAnswersByKeyAndTellWhetherARecipientHasIt)
{
    test::MemoryKeyValues projections;
    Entry entry;
    entry.kind = EntryKind::kPolicy;
    fold_seen_event(0, entry, projections);
    EXPECT_TRUE(projections.values.empty());

    entry.kind = EntryKind::kRefused;
    entry.event = EventMark{"key", "first"};
    fold_seen_event(7, entry, projections);
    EXPECT_EQ(seen_event(projections, "key").value()->index, 7U);
    EXPECT_EQ(seen_event(projections, "key").value()->fingerprint, "first");
    EXPECT_TRUE(seen_event(projections, "key").value()->delivered_to_none);

    entry.kind = EntryKind::kHeld;
    entry.event->fingerprint = "second";
    fold_seen_event(300, entry, projections);
    EXPECT_EQ(seen_event(projections, "key").value()->index, 300U);
    EXPECT_EQ(seen_event(projections, "key").value()->fingerprint, "second");
    EXPECT_TRUE(seen_event(projections, "key").value()->delivered_to_none);
    EXPECT_FALSE(seen_event(projections, "ke").value());

    entry.kind = EntryKind::kAccepted;
    fold_seen_event(301, entry, projections);
    EXPECT_FALSE(seen_event(projections, "key").value()->delivered_to_none);

    projections.broken = true;
    EXPECT_TRUE(seen_event(projections, "key").has_error()) << "a failed read is not an unused id";
}

TEST_F(CommitLoopTest, OnceLatchedItStoresNothingAndStillAnswersWhatStands)
{
    start();
    ASSERT_TRUE(commit_one(*loop, append("before")));

    loop->latch(problem(ProblemCode::kUnavailable, "Another history was shown."));
    loop->latch(problem(ProblemCode::kUnavailable, "Something later."));

    ASSERT_TRUE(loop->latched());
    EXPECT_EQ(loop->latched()->detail, "Another history was shown.");
    auto const after = commit_one(*loop, append("after"));
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().detail, "Another history was shown.") << "whoever asks is told why";
    EXPECT_EQ(journal.records.size(), 1U);
    EXPECT_TRUE(commit_one(*loop, look("look", journal)));
}

TEST_F(CommitLoopTest, WhatIsAloneSharesItsCommitWithNothing)
{
    start();
    auto const release = hold("first");
    std::vector<Intent> intents = appends("a", "b", "erasure", "c", "another erasure");
    intents[2].alone = true;
    intents[4].alone = true;
    auto answers = test::submit(*loop, std::move(intents));
    release->count_down();
    for (auto const& answer : answers.get())
        EXPECT_TRUE(answer);
    EXPECT_EQ(journal.batches, (std::vector<std::size_t>{1, 3, 1, 1}));
    EXPECT_EQ(decode_entry(journal.records[4].entry)->message, "erasure");
}

TEST_F(CommitLoopTest, NoNumberOfThoseThatAreAloneKeepsTheOthersWaiting)
{
    start();
    auto const release = hold("first");
    std::vector<Intent> intents = appends("erasure", "another", "a third");
    for (Intent& intent : intents)
        intent.alone = true;
    std::future<Answers> message;
    intents[0].propose = [&, propose = intents[0].propose](Ledger const& all) {
        message = test::submit(*loop, appends("message"));
        return propose(all);
    };
    auto last = test::submit(*loop, std::move(intents));
    release->count_down();
    EXPECT_EQ(last.get().back()->index, 4U);
    EXPECT_EQ(message.get().front()->index, 2U);
}

TEST_F(CommitLoopTest, WhatIsAloneSeesWhatCameBefore)
{
    start();
    std::vector<Intent> intents;
    intents.push_back(append("message"));
    intents.push_back(look("erasure", journal));
    intents.back().alone = true;
    EXPECT_EQ(commit_all(*loop, std::move(intents)).back()->index, 1U);
}

}  // namespace
}  // namespace micklegate::commit
