// Taking a message back: who may, what becomes of the sealed copy and the deadline, and when the breach clock runs.
#include "gateway/deliver/recall.hpp"

#include "gateway/commit/actor.hpp"
#include "gateway/commit/destroyed.hpp"
#include "gateway/commit/private_text.hpp"
#include "gateway/commit/seen_events.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/deliver/breach.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/deliver/effect.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/deliver/settle.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/submit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace micklegate::deliver {
namespace {

using namespace std::chrono_literals;
using commit::EntryKind;
using commit::Receipt;

AgencyId const kForce{"police.north-yorkshire"};
AgencyId const kSchool{"school.901233"};
AgencyId const kDesk{"desk.north-yorkshire"};
constexpr char const* kOfficer = "Ada Lythe, duty officer";
constexpr char const* kReason = "Zelda Quibble's other school.";

class RecallTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    void put(EntryKind kind = EntryKind::kAccepted, std::string const& message = "m1")
    {
        commit::Append append;
        append.entry.kind = kind;
        append.entry.agency = kForce.get();
        append.entry.recipient = (kind == EntryKind::kHeld ? kDesk : kSchool).get();
        append.entry.message = message;
        append.entry.type = "encompass.notification/1";
        append.entry.subjects = {"00112233445566778899aabbccddeeff"};
        append.entry.deadline = deadline;
        append.entry.event = commit::EventMark{message, "print"};
        append.sealed = {1, 2, 3};
        ASSERT_TRUE(test::commit_one(
            loop, {message, 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }}));
    }

    Result<Receipt> take(EntryKind kind, std::string const& person = "A. Reader, deputy DSL",
                         AgencyId const& agency = kSchool)
    {
        std::string const by = kind == EntryKind::kDelivered ? "" : person;
        return test::commit_one(
            loop, acknowledge({kind, "m1", agency, by, ""}, keys, 3, [](std::string_view) { return std::nullopt; }));
    }
    void deliver() { ASSERT_TRUE(take(EntryKind::kDelivered)); }
    void open()
    {
        deliver();
        ASSERT_TRUE(take(EntryKind::kOpened));
    }

    Recall wrong_recipient(std::string code = "wrong_recipient") const
    {
        return {kForce, kOfficer, std::move(code), kReason, false, {}, clock.now()};
    }
    commit::Intent recall_intent(Recall what)
    {
        return recall(std::move(what), commit::stored_receipt(ledger, 0).value().entry, keys);
    }
    Result<Receipt> take_back(Recall what) { return test::commit_one(loop, recall_intent(std::move(what))); }

    Result<Receipt> found(std::string const& outcome, std::string const& by = kOfficer)
    {
        return test::commit_one(loop, assess({"m1", kForce, by, outcome, kReason}, keys));
    }
    std::vector<BreachClock> clocks()
    {
        std::vector<BreachClock> all;
        EXPECT_TRUE(each_breach_clock(journal.projections, {}, [&](BreachClock const& each) {
            all.push_back(each);
            return true;
        }));
        return all;
    }
    std::vector<Step> steps() { return timeline(journal.projections, "m1").value(); }
    std::vector<Sequence> listed(AgencyId const& agency = kSchool)
    {
        std::vector<Sequence> places;
        for (MailboxItem const& item : mailbox(journal.projections, agency.get(), {}, 10).value())
            places.push_back(item.index);
        return places;
    }
    bool late() { return !overdue(journal.projections, deadline, 10).value().empty(); }

    /// A message that follows m1, as the road makes it.
    commit::Intent following(EntryKind effect, std::string const& message)
    {
        commit::Append accepted;
        accepted.entry.kind = EntryKind::kAccepted;
        accepted.entry.agency = kForce.get();
        accepted.entry.recipient = kSchool.get();
        accepted.entry.message = message;
        accepted.entry.follows = "m1";
        follow_with(effect, commit::stored_receipt(ledger, 0).value().entry, accepted);
        std::string also = line_of_effect(accepted);
        return {"event:" + message, 1,
                [accepted](commit::Ledger const& now) mutable -> commit::Proposal {
                    auto const taken = take_effect(accepted, now);
                    return taken ? commit::Proposal{accepted} : commit::Proposal{Result<Receipt>{taken.error()}};
                },
                false, std::move(also)};
    }
    Result<Receipt> follow(EntryKind effect, std::string const& message)
    {
        return test::commit_one(loop, following(effect, message));
    }
    /// Those of all entries that name m1's copy as destroyed.
    std::vector<Sequence> destroyers() const
    {
        std::vector<Sequence> found;
        for (Sequence index = 0; index < journal.records.size(); ++index)
            if (!commit::decode_entry(journal.records[index].entry).value().destroyed.empty())
                found.push_back(index);
        return found;
    }
    void expire_copy()
    {
        commit::Append expired;
        expired.entry.kind = EntryKind::kExpired;
        expired.destroys = {0};
        ASSERT_TRUE(
            test::commit_one(loop, {"x", 1, [expired](commit::Ledger const&) -> commit::Proposal { return expired; }}));
    }

    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    test::ManualClock clock{"2026-11-21T19:37:00Z"};
    Moment const deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger ledger{journal};
    commit::CommitLoop loop{journal, ledger, clock.clock(), [] { return Result<void>{}; }, {}};
};

TEST_F(RecallTest, WhatNobodyOpenedIsDestroyedAndCanNeitherBeFetchedNorOpened)
{
    put();
    deliver();

    auto const recalled = take_back(wrong_recipient());

    ASSERT_TRUE(recalled) << one_line(recalled.error());
    EXPECT_EQ(recalled->entry.kind, EntryKind::kRecalled);
    EXPECT_EQ(commit::decode_entry(journal.records.back().entry).value().destroyed, std::vector<Sequence>{0});
    EXPECT_TRUE(journal.records.front().sealed.empty());
    EXPECT_FALSE(late());
    EXPECT_EQ(state_of(steps()), EntryKind::kRecalled);
    EXPECT_FALSE(to_be_destroyed(steps()));
    std::size_t const size = journal.records.size();
    EXPECT_EQ(take(EntryKind::kDelivered).error().code, ProblemCode::kGone) << "also the system that fetched it before";
    EXPECT_EQ(take(EntryKind::kOpened).error().code, ProblemCode::kGone);
    EXPECT_EQ(journal.records.size(), size);
}

TEST_F(RecallTest, WhatSomebodyOpenedIsAskedForAndConfirmedByAPerson)
{
    put();
    open();

    auto const asked = take_back(wrong_recipient());

    EXPECT_EQ(asked.value().entry.kind, EntryKind::kRecallRequested);
    EXPECT_TRUE(journal.records.front().sealed.empty()) << "the gateway's own copy goes in both cases";
    EXPECT_TRUE(to_be_destroyed(steps()));
    EXPECT_EQ(listed(), std::vector{asked->index}) << "listed again, once";
    EXPECT_EQ(take(EntryKind::kActioned).error().code, ProblemCode::kGone);
    EXPECT_EQ(take(EntryKind::kOpened, "B. Head").error().code, ProblemCode::kGone);
    EXPECT_TRUE(take(EntryKind::kOpened).value().replayed) << "who opened it before did open it";

    auto const confirmed = take(EntryKind::kDestroyed);

    ASSERT_TRUE(confirmed) << one_line(confirmed.error());
    EXPECT_EQ(confirmed->entry.kind, EntryKind::kDestroyed);
    EXPECT_EQ(state_of(steps()), EntryKind::kDestroyed);
    EXPECT_FALSE(to_be_destroyed(steps()));
    EXPECT_EQ(take(EntryKind::kDestroyed).value().index, confirmed->index);
    EXPECT_TRUE(take(EntryKind::kDestroyed, "B. Head")) << "each reader for what they have of it";
    EXPECT_TRUE(take(EntryKind::kDestroyed, "C. Deputy"));
    EXPECT_EQ(take(EntryKind::kDestroyed, "D. Governor").error().code, ProblemCode::kWrongState) << "timelines end";
}

TEST_F(RecallTest, NothingIsDestroyedThatNobodyTookBackOrNobodyHas)
{
    put();
    EXPECT_EQ(take(EntryKind::kDestroyed).error().code, ProblemCode::kWrongState);
    open();
    EXPECT_EQ(take(EntryKind::kDestroyed).error().code, ProblemCode::kWrongState);
}

TEST_F(RecallTest, WhatWasNeverFetchedNeedsNoConfirmation)
{
    put();
    ASSERT_TRUE(take_back(wrong_recipient()));
    EXPECT_EQ(take(EntryKind::kDestroyed).error().code, ProblemCode::kWrongState);
}

TEST_F(RecallTest, TheOneThatComesFirstDecidesBetweenOpeningAndRecall)
{
    for (bool const opened_first : {true, false}) {
        test::MemoryJournal fresh{storage::fold};
        test::MemoryLedger now{fresh};
        commit::CommitLoop both{fresh, now, clock.clock(), [] { return Result<void>{}; }, {}};
        commit::Append first;
        first.entry.kind = EntryKind::kAccepted;
        first.entry.agency = kForce.get();
        first.entry.recipient = kSchool.get();
        first.entry.message = "m1";
        ASSERT_TRUE(
            test::commit_one(both, {"m1", 1, [first](commit::Ledger const&) -> commit::Proposal { return first; }}));
        AnswersAllowed const any = [](std::string_view) { return std::nullopt; };
        ASSERT_TRUE(test::commit_one(both, acknowledge({EntryKind::kDelivered, "m1", kSchool, "", ""}, keys, 3, any)));
        std::vector<commit::Intent> intents;
        intents.push_back(acknowledge({EntryKind::kOpened, "m1", kSchool, "A. Reader", ""}, keys, 3, any));
        intents.push_back(recall(wrong_recipient(), first.entry, keys));
        if (!opened_first)
            std::swap(intents[0], intents[1]);

        auto const answers = test::commit_all(both, std::move(intents));

        Result<Receipt> const& opening = answers[opened_first ? 0 : 1];
        Result<Receipt> const& recalling = answers[opened_first ? 1 : 0];
        EXPECT_EQ(opening.has_value(), opened_first);
        EXPECT_EQ(recalling.value().entry.kind, opened_first ? EntryKind::kRecallRequested : EntryKind::kRecalled);
    }
}

TEST_F(RecallTest, ARepeatGetsTheFirstReceiptAndAnotherRecallIsRefused)
{
    put();
    auto const first = take_back(wrong_recipient());
    auto const again = take_back(wrong_recipient());
    EXPECT_TRUE(again.value().replayed);
    EXPECT_EQ(again->index, first->index);
    EXPECT_EQ(take_back(wrong_recipient("superseded")).error().code, ProblemCode::kWrongState);
    Recall other = wrong_recipient();
    other.by_person = "Ben Hild, duty officer";
    EXPECT_EQ(take_back(other).error().code, ProblemCode::kWrongState);
}

TEST_F(RecallTest, WhatIsTakenBackTwiceInOneGroupIsDestroyedOnce)
{
    put();
    std::vector<commit::Intent> intents;
    intents.push_back(following(EntryKind::kWithdrawn, "m2"));
    intents.push_back(recall_intent(wrong_recipient()));
    intents.push_back(following(EntryKind::kWithdrawn, "m3"));

    auto const answers = test::commit_all(loop, std::move(intents));

    for (auto const& answer : answers)
        EXPECT_TRUE(answer) << one_line(answer.error());
    EXPECT_EQ(destroyers(), (std::vector<Sequence>{2})) << "the entry of the first withdrawal, and no other";
}

TEST_F(RecallTest, ACopyThatExpiredStaysExpiredHoweverItIsTakenBack)
{
    put();
    open();
    expire_copy();
    std::vector<Sequence> const expired = destroyers();
    ASSERT_TRUE(take_back(wrong_recipient()));
    EXPECT_EQ(destroyers(), expired);
    EXPECT_EQ(commit::destroyed_by(journal.projections, 0).value(), expired.front());
    EXPECT_TRUE(to_be_destroyed(steps())) << "readers are still asked";
}

TEST_F(RecallTest, ACopyThatExpiredIsNotDestroyedByAWithdrawal)
{
    put();
    open();
    expire_copy();
    std::vector<Sequence> const expired = destroyers();
    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m2"));
    EXPECT_EQ(destroyers(), expired);
    EXPECT_EQ(commit::destroyed_by(journal.projections, 0).value(), expired.front());
}

TEST_F(RecallTest, PersonAndReasonAreInTheLogByCommitmentAlone)
{
    put();
    ASSERT_TRUE(take_back(wrong_recipient()));
    commit::Record const& record = journal.records.back();
    EXPECT_EQ(record.entry.find("Lythe"), std::string::npos);
    EXPECT_EQ(record.entry.find("Quibble"), std::string::npos);
    auto const entry = commit::decode_entry(record.entry).value();
    EXPECT_EQ(commit::open_actor(keys, *entry.actor, record.actor_opening).value(), kOfficer);
    EXPECT_EQ(commit::open_private(keys, entry.reason, record.reason_opening).value(), kReason);
}

struct ClockCase {
    char const* name;
    char const* code;
    bool delivered;
    bool judged;
    bool runs;
};

class EachRecall : public RecallTest, public testing::WithParamInterface<ClockCase> {};

TEST_P(EachRecall, StartsTheClockOrDoesNot)
{
    put();
    if (GetParam().delivered)
        deliver();
    Recall what = wrong_recipient(GetParam().code);
    what.breach = GetParam().judged;
    auto const recalled = take_back(what);
    EXPECT_EQ(recalled.value().entry.notify_by,
              GetParam().runs ? std::optional{clock.now() + 72h} : std::optional<Moment>{});
    EXPECT_EQ(clocks().size(), GetParam().runs ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(Of, EachRecall,
                         testing::Values(ClockCase{"wrong_and_delivered", "wrong_recipient", true, false, true},
                                         ClockCase{"wrong_and_never_fetched", "wrong_recipient", false, false, false},
                                         ClockCase{"wrong_never_fetched_and_judged", "wrong_recipient", false, true,
                                                   true},
                                         ClockCase{"an_error_and_delivered", "sent_in_error", true, false, false},
                                         ClockCase{"an_error_that_is_judged", "sent_in_error", true, true, true}),
                         [](auto const& row) { return row.param.name; });

TEST_F(RecallTest, TheClockRunsFromWhenTheSenderBecameAware)
{
    put();
    deliver();
    Moment const sent = clock.now();
    clock.advance(10h);
    Recall what = wrong_recipient();
    for (Moment const impossible : {sent - 1ms, clock.now() + 1ms}) {
        what.aware_at = impossible;
        Problem const refused = take_back(what).error();
        EXPECT_EQ(refused.code, ProblemCode::kInvalidValue);
        EXPECT_EQ(refused.errors.at(0).pointer, "/aware_at");
    }
    what.aware_at = sent + 1h;
    EXPECT_EQ(take_back(what).value().entry.notify_by, sent + 73h);
    ASSERT_EQ(clocks().size(), 1U);
    EXPECT_EQ(clocks().front().message, "m1");
    EXPECT_EQ(clocks().front().agency, kForce.get());
    EXPECT_EQ(clocks().front().notify_by, sent + 73h);
}

TEST_F(RecallTest, AnAssessmentEndsTheClockOnce)
{
    put();
    deliver();
    EXPECT_EQ(found("notified").error().code, ProblemCode::kWrongState) << "nothing was recalled";
    ASSERT_TRUE(take_back(wrong_recipient()));

    auto const assessed = found("notified");

    ASSERT_TRUE(assessed) << one_line(assessed.error());
    EXPECT_EQ(assessed->entry.kind, EntryKind::kBreachAssessed);
    EXPECT_EQ(assessed->entry.code, "notified");
    EXPECT_TRUE(clocks().empty());
    EXPECT_EQ(found("notified").value().index, assessed->index);
    EXPECT_EQ(found("not_required").error().code, ProblemCode::kWrongState);
    EXPECT_EQ(found("notified", "Ben Hild, duty officer").error().code, ProblemCode::kWrongState);
    EXPECT_EQ(state_of(steps()), EntryKind::kRecalled) << "an assessment is no step of the recipient";
}

TEST_F(RecallTest, NoClockIsAssessedThatDoesNotRun)
{
    put();
    ASSERT_TRUE(take_back(wrong_recipient("superseded")));
    EXPECT_EQ(found("not_required").error().code, ProblemCode::kWrongState);
}

TEST_F(RecallTest, ClocksAreReadOnFromAPlace)
{
    put();
    deliver();
    Sequence const place = take_back(wrong_recipient()).value().index;
    std::size_t seen = 0;
    ASSERT_TRUE(each_breach_clock(journal.projections, place, [&](BreachClock const&) { return ++seen > 0; }));
    EXPECT_EQ(seen, 0U);
    ASSERT_TRUE(each_breach_clock(journal.projections, place - 1, [&](BreachClock const&) { return ++seen > 0; }));
    EXPECT_EQ(seen, 1U);
}

TEST_F(RecallTest, WhatIsHeldLeavesTheQueueAndIsSettledNoMore)
{
    put(EntryKind::kHeld);
    ASSERT_EQ(waiting(journal.projections, {}, 10).value().size(), 1U);

    EXPECT_EQ(take_back(wrong_recipient("sent_in_error")).value().entry.kind, EntryKind::kRecalled);

    EXPECT_TRUE(waiting(journal.projections, {}, 10).value().empty());
    EXPECT_EQ(commit::seen_event(journal.projections, "m1").value()->index, 0U) << "what answers the event's repeat";
    EXPECT_TRUE(journal.records.front().sealed.empty());
    auto const held = commit::stored_receipt(ledger, 0).value().entry;
    Settlement const returned{EntryKind::kReturned, "m1", kDesk, kOfficer, "Mine.", "duplicate"};
    Problem const refused = test::commit_one(loop, settle(returned, held, keys)).error();
    EXPECT_EQ(refused.code, ProblemCode::kWrongState);
    EXPECT_NE(refused.detail.find("recalled"), std::string::npos) << refused.detail;
}

TEST_F(RecallTest, AHeldOneIsRecalledInOneLineWithWhatItsReadersDoAndWithWhatIsDecidedAboutIt)
{
    put(EntryKind::kHeld);
    auto const held = commit::stored_receipt(ledger, 0).value().entry;
    auto const recalled = recall(wrong_recipient(), held, keys);
    auto const any = [](std::string_view) { return std::nullopt; };
    auto const opened = acknowledge({EntryKind::kOpened, "m1", kDesk, kOfficer, ""}, keys, 3, any);
    auto const returned = settle({EntryKind::kReturned, "m1", kDesk, kOfficer, "Mine.", "duplicate"}, held, keys);
    EXPECT_EQ(recalled.key, opened.key);
    EXPECT_EQ(recalled.also, returned.key);
}

TEST_F(RecallTest, WhatTheDeskSettledIsNotRecalled)
{
    put(EntryKind::kHeld);
    auto const held = commit::stored_receipt(ledger, 0).value().entry;
    ASSERT_TRUE(test::commit_one(
        loop, settle({EntryKind::kReturned, "m1", kDesk, kOfficer, "Mine.", "duplicate"}, held, keys)));
    EXPECT_EQ(take_back(wrong_recipient()).error().code, ProblemCode::kWrongState);
}

TEST(MayTakeBack, IsForTheSenderAndForTheDeskThatReleasedIt)
{
    commit::Entry entry;
    entry.agency = kForce.get();
    entry.recipient = kSchool.get();
    EXPECT_TRUE(may_take_back(entry, kForce, kDesk));
    EXPECT_FALSE(may_take_back(entry, kSchool, kDesk));
    EXPECT_FALSE(may_take_back(entry, kDesk, kDesk));
    entry.released_from = "m0";
    EXPECT_TRUE(may_take_back(entry, kDesk, kDesk));
    EXPECT_TRUE(may_take_back(entry, kForce, kDesk));
    EXPECT_FALSE(may_take_back(entry, kSchool, kDesk));
}

TEST_F(RecallTest, ACorrectedMessageStaysReadableAndItsDeadlineRuns)
{
    put();
    deliver();
    ASSERT_TRUE(follow(EntryKind::kCorrected, "m2"));
    EXPECT_EQ(steps().back().kind, EntryKind::kCorrected);
    EXPECT_EQ(commit::decode_entry(journal.records.back().entry).value().followed_by, "m2");
    EXPECT_EQ(state_of(steps()), EntryKind::kDelivered) << "no step that the reader took";
    EXPECT_TRUE(late());
    EXPECT_TRUE(take(EntryKind::kOpened));
    EXPECT_EQ(state_of(steps()), EntryKind::kOpened);
    EXPECT_TRUE(take(EntryKind::kActioned)) << "after the correction, too";
    EXPECT_FALSE(journal.records.front().sealed.empty());
}

TEST_F(RecallTest, AWithdrawnMessageIsTakenBackLikeARecalledOne)
{
    put();
    deliver();

    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m2"));

    EXPECT_EQ(state_of(steps()), EntryKind::kWithdrawn);
    EXPECT_TRUE(journal.records.front().sealed.empty());
    EXPECT_FALSE(late());
    EXPECT_EQ(listed(), (std::vector<Sequence>{2, 3})) << "the withdrawal, and what it withdrew behind it";
    EXPECT_EQ(take(EntryKind::kOpened).error().code, ProblemCode::kGone);
    EXPECT_FALSE(to_be_destroyed(steps()));
}

TEST_F(RecallTest, AWithdrawnMessageThatWasOpenedIsToBeDestroyed)
{
    put();
    open();
    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m2"));
    EXPECT_TRUE(to_be_destroyed(steps()));
    EXPECT_TRUE(take(EntryKind::kDestroyed));
    EXPECT_FALSE(to_be_destroyed(steps()));
}

TEST_F(RecallTest, ASecondWithdrawalFindsNothingToTakeBack)
{
    put();
    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m2"));
    std::size_t const size = journal.records.size();
    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m3"));
    EXPECT_EQ(journal.records.size(), size + 1) << "the message alone";
}

TEST_F(RecallTest, WhatIsWithdrawnCanStillBeRecalledForTheClock)
{
    put();
    open();
    ASSERT_TRUE(follow(EntryKind::kWithdrawn, "m2"));
    auto const asked = take_back(wrong_recipient());
    EXPECT_EQ(asked.value().entry.kind, EntryKind::kRecallRequested);
    EXPECT_TRUE(commit::decode_entry(journal.records.back().entry).value().destroyed.empty()) << "it is gone already";
    EXPECT_EQ(clocks().size(), 1U);
    EXPECT_EQ(listed(), (std::vector<Sequence>{3, asked->index})) << "the withdrawal, and once what it withdrew";
}

TEST_F(RecallTest, CorrectionsOfOneMessageHaveAnEnd)
{
    put();
    for (int i = 0; i < 64; ++i)
        ASSERT_TRUE(follow(EntryKind::kCorrected, "c" + std::to_string(i)));
    std::size_t const size = journal.records.size();
    EXPECT_EQ(follow(EntryKind::kCorrected, "one-more").error().code, ProblemCode::kWrongState);
    EXPECT_EQ(journal.records.size(), size);
    EXPECT_TRUE(follow(EntryKind::kWithdrawn, "withdrawal"));
}

}  // namespace
}  // namespace micklegate::deliver
