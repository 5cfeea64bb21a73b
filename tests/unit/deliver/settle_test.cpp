// The end of a held message: once, by a person who read it, and together with what it becomes.
#include "gateway/deliver/settle.hpp"

#include "gateway/commit/private_text.hpp"
#include "gateway/commit/seen_events.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/submit.hpp"

#include <gtest/gtest.h>

namespace micklegate::deliver {
namespace {

using commit::EntryKind;

constexpr char const* kReader = "Ada Lythe, duty officer";
constexpr char const* kCanary = "Zelda Quibble lives there.";

class SettleTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    void SetUp() override
    {
        ASSERT_TRUE(hold("m1", "e1"));
        ASSERT_TRUE(acknowledge_as(EntryKind::kDelivered, ""));
        ASSERT_TRUE(acknowledge_as(EntryKind::kOpened, kReader));
    }

    static commit::Append held_record(std::string const& message, std::string const& event)
    {
        commit::Append append;
        append.entry.kind = EntryKind::kHeld;
        append.entry.agency = "police.north-yorkshire";
        append.entry.recipient = desk.get();
        append.entry.message = message;
        append.entry.type = "encompass.notification/1";
        append.entry.code = "withheld_value_in_text";
        append.entry.event = commit::EventMark{event, "fingerprint"};
        return append;
    }

    Result<commit::Receipt> put(commit::Append append)
    {
        return test::commit_one(loop,
                                {"put", 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }});
    }
    Result<commit::Receipt> hold(std::string const& message, std::string const& event)
    {
        return put(held_record(message, event));
    }
    Result<commit::Receipt> acknowledge_as(EntryKind kind, std::string const& person)
    {
        return test::commit_one(loop, acknowledge({kind, "m1", desk, person, ""}, keys, 9, {}));
    }

    static Settlement returning(std::string const& person = kReader, std::string const& code = "")
    {
        return {EntryKind::kReturned, "m1", desk, person, kCanary, code};
    }
    static Settlement releasing(std::string const& person = kReader)
    {
        Settlement what{EntryKind::kReleased, "m1", desk, person, kCanary};
        commit::Append& accepted = what.accepted.emplace();
        accepted.entry.kind = EntryKind::kAccepted;
        accepted.entry.agency = "police.north-yorkshire";
        accepted.entry.recipient = "school.901233";
        accepted.entry.message = "m2";
        accepted.sealed = {1, 2, 3};
        return what;
    }
    commit::Intent intent(Settlement what) { return settle(std::move(what), held_record("m1", "e1").entry, keys); }
    Result<commit::Receipt> take(Settlement what) { return test::commit_one(loop, intent(std::move(what))); }

    std::vector<Sequence> queue() { return waiting(journal.projections, std::nullopt, 10).value(); }

    static inline AgencyId const desk{"desk.north-yorkshire"};
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger ledger{journal};
    commit::CommitLoop loop{journal, ledger, clock.clock(), [] { return Result<void>{}; }, {}};
};

TEST_F(SettleTest, AReleaseAndWhatItBecomesAreOneBatchThatNamesBoth)
{
    auto const receipt = take(releasing());

    ASSERT_TRUE(receipt) << one_line(receipt.error());
    EXPECT_EQ(journal.batches.back(), 2U);
    commit::Entry const& released = receipt->entry;
    EXPECT_EQ(released.kind, EntryKind::kReleased);
    EXPECT_EQ(released.message, "m1");
    EXPECT_EQ(released.released_as, "m2");
    EXPECT_EQ(released.recipient, "school.901233");
    EXPECT_EQ(released.code, "withheld_value_in_text");
    auto const accepted = commit::stored_receipt(ledger, receipt->index + 1).value().entry;
    EXPECT_EQ(accepted.kind, EntryKind::kAccepted);
    EXPECT_EQ(accepted.released_from, "m1");
    EXPECT_EQ(accepted.event->key, "e1");
    EXPECT_EQ(mailbox(journal.projections, "school.901233", std::nullopt, 9)->size(), 1U);
    EXPECT_TRUE(queue().empty());
}

TEST_F(SettleTest, ADecisionIsTakenOnceAndARepeatIsAnsweredWithTheFirst)
{
    std::vector<commit::Intent> two;
    two.push_back(intent(releasing()));
    two.push_back(intent(releasing()));
    std::size_t const size = journal.records.size();

    commit::Answers const answers = test::commit_all(loop, std::move(two));

    EXPECT_EQ(answers[1].value().index, answers[0].value().index);
    EXPECT_TRUE(answers[1].value().replayed);
    EXPECT_EQ(journal.records.size(), size + 2);
    Settlement elsewhere = releasing();
    elsewhere.to = AgencyId{"school.901137"};
    EXPECT_EQ(take(elsewhere).error().code, ProblemCode::kWrongState) << "it went to another agency";
}

TEST_F(SettleTest, ReleaseAndReturnRacingLeaveOneDecision)
{
    std::vector<commit::Intent> two;
    two.push_back(intent(returning()));
    two.push_back(intent(releasing()));
    commit::Answers const answers = test::commit_all(loop, std::move(two));

    EXPECT_EQ(answers[0].value().entry.kind, EntryKind::kReturned);
    EXPECT_EQ(answers[1].error().code, ProblemCode::kWrongState);
    EXPECT_TRUE(mailbox(journal.projections, "school.901233", std::nullopt, 9)->empty());
}

TEST_F(SettleTest, AnotherPersonOrAnotherCodeComesTooLate)
{
    ASSERT_TRUE(take(returning(kReader, "duplicate")));
    std::size_t const size = journal.records.size();

    EXPECT_TRUE(take(returning(kReader, "duplicate")).value().replayed);
    for (Settlement const& other :
         {returning("Ben Hild, duty officer"), returning(kReader, "name_the_recipient"), releasing()})
        EXPECT_EQ(one_line(take(other).error()).find("The message is returned already."), 0U);
    EXPECT_EQ(journal.records.size(), size);
}

TEST_F(SettleTest, WhoeverReleasesHasOpenedIt)
{
    EXPECT_EQ(take(releasing("Ben Hild, duty officer")).error().code, ProblemCode::kWrongState);
    EXPECT_TRUE(take(returning("Ben Hild, duty officer"))) << "to return it, the reason it is held for is enough";
}

TEST_F(SettleTest, AReturnSaysWhatTheHoldMostlyAsksUnlessToldOtherwise)
{
    auto const receipt = take(returning());

    EXPECT_EQ(receipt.value().entry.code, "remove_withheld_value");
    EXPECT_EQ(receipt.value().entry.recipient, "police.north-yorkshire");
    EXPECT_TRUE(queue().empty());
    EXPECT_EQ(commit::seen_event(journal.projections, "e1").value()->index, 0U) << "a repeat is answered as before";
}

TEST_F(SettleTest, WhatTheSenderSentAnewCountsNoMore)
{
    ASSERT_TRUE(hold("m3", "e1"));

    EXPECT_EQ(queue(), std::vector<Sequence>{3});
    EXPECT_EQ(take(releasing()).error().code, ProblemCode::kWrongState);
    EXPECT_EQ(take(returning()).error().code, ProblemCode::kWrongState);

    commit::Append mended = held_record("m4", "e1");
    mended.entry.kind = EntryKind::kAccepted;
    ASSERT_TRUE(put(mended));
    EXPECT_TRUE(queue().empty());
}

TEST_F(SettleTest, TheQueueListsTheOldestFirstAPageAtATime)
{
    ASSERT_TRUE(hold("m5", "e0"));
    ASSERT_TRUE(hold("m6", "e2"));

    EXPECT_EQ(queue(), (std::vector<Sequence>{0, 3, 4}));
    EXPECT_EQ(waiting(journal.projections, std::nullopt, 1).value(), std::vector<Sequence>{0});
    EXPECT_EQ(waiting(journal.projections, 0, 1).value(), std::vector<Sequence>{3});
}

TEST_F(SettleTest, ItIsForTheDeskItWasSealedTo)
{
    Settlement what = returning();
    what.desk = AgencyId{"desk.elsewhere"};
    EXPECT_EQ(take(what).error().code, ProblemCode::kNotFound);
    what = returning();
    what.message = "m9";
    EXPECT_EQ(take(what).error().code, ProblemCode::kNotFound);
}

TEST_F(SettleTest, TheReasonIsInTheLogForTheSiteKeyAlone)
{
    for (bool const release : {true, false}) {
        SCOPED_TRACE(release);
        if (!release) {
            ASSERT_TRUE(hold("m7", "e7"));
        }
        Settlement what = release ? releasing() : returning();
        what.message = release ? "m1" : "m7";
        auto const receipt =
            test::commit_one(loop, settle(what, held_record(what.message, release ? "e1" : "e7").entry, keys));
        ASSERT_TRUE(receipt) << one_line(receipt.error());
        for (commit::Record const& record : journal.records) {
            EXPECT_EQ(record.entry.find("Quibble"), std::string::npos);
            EXPECT_EQ(as_text(record.reason_opening).find("Quibble"), std::string_view::npos);
        }
        Bytes const opening = ledger.reason_opening(receipt->index).value();
        EXPECT_EQ(commit::open_private(keys, receipt->entry.reason, opening).value(), kCanary);
        EXPECT_FALSE(commit::open_private(keys, receipt->entry.actor->commitment, opening));
    }
}

}  // namespace
}  // namespace micklegate::deliver
