// Erasure of a subject: by two agencies, never of a message that nobody has seen, and never by halves.
#include "gateway/keep/erasure.hpp"

#include "gateway/commit/actor.hpp"
#include "gateway/commit/private_text.hpp"
#include "gateway/evidence/tiles.hpp"
#include "gateway/keep/about.hpp"
#include "gateway/keep/holds.hpp"
#include "gateway/keep/refusal.hpp"
#include "gateway/keep/retention.hpp"
#include "tests/unit/keep/keep_fixture.hpp"

#include <gmock/gmock.h>

namespace micklegate::keep {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ErasureTest : public KeepTest {
protected:
    Result<Receipt> request(AgencyId const& agency = kDesk)
    {
        return test::commit_one(loop, request_erasure(asked(agency), child()->pseudonym(), keys, ledger));
    }
    Result<Receipt> approve(Sequence index, AgencyId const& agency = kAuditor)
    {
        return test::commit_one(loop, approve_erasure(asked(agency), index, may, keys, subjects, ledger));
    }
    Result<Receipt> withdraw(Sequence index, AgencyId const& agency = kDesk)
    {
        return test::commit_one(loop, withdraw_erasure(asked(agency), index, keys));
    }
    /// Messages that nobody opened.
    void put_many()
    {
        commit::Append all = message("n0");
        for (int i = 1; i <= 200; ++i)
            all.followers.push_back(message("n" + std::to_string(i)));
        ASSERT_TRUE(put(std::move(all)));
    }
    /// Entries about nobody.
    Result<Receipt> put_others(std::size_t count)
    {
        commit::Append first;
        first.entry.kind = EntryKind::kSearched;
        first.followers.assign(count - 1, first);
        return put(std::move(first));
    }
    std::vector<Sequence> open() const { return open_requests(ledger.projections(), clock.now(), 10).value(); }
    ProblemCode refusal(Result<Receipt> const& answer) const
    {
        auto const told = answer ? refused_as(answer->entry) : std::optional{answer.error()};
        return told ? told->code : ProblemCode::kInternal;
    }
    void expect_looked_up(Result<Receipt> const& answer, std::string const& code, std::string const& subject) const
    {
        ASSERT_TRUE(answer) << code;
        EXPECT_EQ(answer->index + 1, journal.records.size()) << code;
        auto const entry = commit::decode_entry(*ledger.entry(answer->index)).value();
        EXPECT_EQ(entry.kind, EntryKind::kRefused);
        EXPECT_EQ(entry.code, code);
        EXPECT_EQ(entry.subjects, subject.empty() ? std::vector<std::string>{} : std::vector{subject});
        EXPECT_TRUE(commit::open_actor(keys, *entry.actor, *ledger.actor_opening(answer->index)));
    }

    MayDecide may = [](AgencyId const& agency) { return agency == kDesk || agency == kAuditor; };
};

TEST_F(ErasureTest, TwoAgenciesDestroyTheKeyAndTheCopies)
{
    put_opened();
    std::string const before = child()->pseudonym();
    auto const requested = request();
    ASSERT_TRUE(requested);
    EXPECT_EQ(requested->entry.entries, 1U);
    EXPECT_THAT(open(), ElementsAre(requested->index));
    EXPECT_FALSE(is_destroyed(0)) << "one agency erases nothing";
    auto const erased = approve(requested->index);
    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->entry.kind, EntryKind::kErased);
    EXPECT_EQ(erased->entry.entry, requested->index);
    EXPECT_THAT(erased->entry.subjects, ElementsAre(before));
    EXPECT_THAT(erased->entry.destroyed, ElementsAre(0));
    EXPECT_TRUE(is_destroyed(0));
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_FALSE(subjects.known(kChild, ledger).value());
    EXPECT_NE(child()->pseudonym(), before) << "the same child is somebody new";
}

TEST_F(ErasureTest, OneAgencyIsNotEnough)
{
    put_opened();
    auto const requested = request(kDesk);
    EXPECT_EQ(refusal(approve(requested->index, kDesk)), ProblemCode::kNotAllowed);
    EXPECT_FALSE(is_destroyed(0));
    EXPECT_TRUE(approve(requested->index, kAuditor));
}

TEST_F(ErasureTest, AnAgencyThatMayNotAnyMoreDecidesNothing)
{
    put_opened();
    auto const requested = request(kDesk);
    may = [](AgencyId const& agency) { return agency == kAuditor; };
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kNotAllowed);
    EXPECT_FALSE(is_destroyed(0));
}

TEST_F(ErasureTest, AMessageThatNobodyOpenedIsNotLost)
{
    put_opened();
    auto const requested = request();
    ASSERT_TRUE(put(message("m2")));
    auto const refused = approve(requested->index);
    EXPECT_EQ(refusal(refused), ProblemCode::kWrongState);
    EXPECT_THAT(refused_as(refused->entry)->detail, HasSubstr("opened 1 of"));
    EXPECT_THAT(refused_as(refused->entry)->detail, testing::Not(HasSubstr("m2"))) << "who asks may not know of it";
    EXPECT_FALSE(is_destroyed(0));
    ASSERT_TRUE(take(EntryKind::kDelivered, "m2"));
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kWrongState) << "fetched is not seen";
    ASSERT_TRUE(take(EntryKind::kOpened, "m2"));
    EXPECT_THAT(approve(requested->index)->entry.destroyed, ElementsAre(0, 4));
}

TEST_F(ErasureTest, WhatWaitsForTheDutyDeskIsNotLost)
{
    ASSERT_TRUE(put(message("m1", EntryKind::kHeld)));
    auto const refused = request();
    EXPECT_EQ(refusal(refused), ProblemCode::kWrongState);
    EXPECT_THAT(refused_as(refused->entry)->detail, HasSubstr("opened 1 of"));
}

TEST_F(ErasureTest, NobodyUnknownIsErased)
{
    put_opened();
    std::string const stranger = "00112233445566778899aabbccddeeff";
    EXPECT_EQ(refusal(test::commit_one(loop, request_erasure(asked(kDesk), stranger, keys, ledger))),
              ProblemCode::kNotFound);
    ASSERT_TRUE(approve(request()->index));
    std::string const erased = commit::stored_receipt(ledger, 0)->entry.subjects.front();
    EXPECT_EQ(refusal(test::commit_one(loop, request_erasure(asked(kDesk), erased, keys, ledger))),
              ProblemCode::kNotFound);
}

TEST_F(ErasureTest, WhatARefusalTellsOfAPersonIsAnEntryOfWhoAsked)
{
    expect_looked_up(test::commit_one(loop, refuse_unknown(asked(kDesk), keys)), "unknown_subject", "");
    std::string const stranger = "00112233445566778899aabbccddeeff";
    expect_looked_up(test::commit_one(loop, request_erasure(asked(kDesk), stranger, keys, ledger)), "unknown_subject",
                     stranger);
    expect_looked_up(test::commit_one(loop, place_hold(asked(kDesk), stranger, keys)), "unknown_subject", stranger);
    ASSERT_TRUE(put(message("m1")));
    std::string const subject = child()->pseudonym();
    expect_looked_up(request(), "unopened_messages", subject);
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    auto const requested = request(kDesk);
    expect_looked_up(request(kAuditor), "already_requested", subject);
    ASSERT_TRUE(test::commit_one(loop, place_hold(asked(kAuditor), subject, keys)));
    expect_looked_up(approve(requested->index), "on_hold", subject);
    EXPECT_THAT(open(), ElementsAre(requested->index)) << "a refusal decides nothing";
}

TEST_F(ErasureTest, AHoldStopsItEvenAfterTheRequest)
{
    put_opened();
    auto const requested = request();
    auto const hold = test::commit_one(loop, place_hold(asked(kAuditor), child()->pseudonym(), keys));
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kWrongState);
    EXPECT_FALSE(is_destroyed(0));
    ASSERT_TRUE(test::commit_one(loop, lift_hold(asked(kAuditor), hold->index, may, keys)));
    EXPECT_TRUE(approve(requested->index));
}

TEST_F(ErasureTest, AnOldRequestIsMadeAnew)
{
    put_opened();
    auto const requested = request();
    clock.advance(kRequestStands);
    EXPECT_THAT(open(), ElementsAre(requested->index));
    clock.advance(1ms);
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kWrongState);
    EXPECT_FALSE(is_destroyed(0));
    auto const anew = request();
    EXPECT_NE(anew->index, requested->index);
    EXPECT_TRUE(approve(anew->index));
}

TEST_F(ErasureTest, WhatWasWithdrawnIsNotApproved)
{
    put_opened();
    auto const requested = request();
    auto const withdrawn = withdraw(requested->index);
    ASSERT_TRUE(withdrawn);
    EXPECT_EQ(withdrawn->entry.code, "withdrawn");
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kWrongState);
    EXPECT_FALSE(is_destroyed(0));
    EXPECT_EQ(withdraw(requested->index)->index, withdrawn->index) << "a repeat is answered with the first";
}

TEST_F(ErasureTest, RepeatsAreAnsweredWithTheFirst)
{
    put_opened();
    auto const requested = request();
    EXPECT_EQ(request()->index, requested->index);
    EXPECT_EQ(refusal(request(kAuditor)), ProblemCode::kWrongState) << "it waits for an approval, not for another";
    auto const erased = approve(requested->index);
    auto const again = approve(requested->index);
    EXPECT_EQ(again->index, erased->index);
    EXPECT_TRUE(again->replayed);
}

TEST_F(ErasureTest, OnlyRequestsAreApproved)
{
    put_opened();
    EXPECT_EQ(refusal(approve(0)), ProblemCode::kNotFound);
    EXPECT_EQ(refusal(approve(4711)), ProblemCode::kNotFound);
}

TEST_F(ErasureTest, AMessageOnItsWayIsSentAgainUnderANewKey)
{
    put_opened();
    commit::Append const on_its_way = message("m2");
    ASSERT_TRUE(on_its_way.subject->fresh() || subjects.known(kChild, ledger).value());
    ASSERT_TRUE(approve(request()->index));
    auto const refused = put(on_its_way);
    EXPECT_EQ(refusal(refused), ProblemCode::kUnavailable);
    EXPECT_THAT(refused.error().next, HasSubstr("again"));
    EXPECT_TRUE(put(message("m2")));
}

TEST_F(ErasureTest, AMessageInTheSameGroupIsNotLockedUnderAKeyThatIsGone)
{
    put_opened();
    auto const requested = request();
    std::vector<commit::Intent> intents;
    intents.push_back(approve_erasure(asked(kAuditor), requested->index, may, keys, subjects, ledger));
    intents.push_back({"m2", 1, [late = message("m2")](commit::Ledger const&) -> commit::Proposal { return late; }});
    auto const answers = test::commit_all(loop, std::move(intents));
    ASSERT_TRUE(answers.back());
    EXPECT_EQ(refusal(answers.front()), ProblemCode::kWrongState) << "nobody has read it";
    EXPECT_TRUE(commit::has_key(answers.back()->entry.subjects.front(), ledger).value());
}

TEST_F(ErasureTest, AKeyThatWasNewWhenTheMessageSetOutIsNotStoredAgain)
{
    commit::Append const first = message("m1");
    commit::Append const late = message("m2");
    ASSERT_TRUE(late.subject->fresh());
    ASSERT_TRUE(put(first));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    auto const requested =
        test::commit_one(loop, request_erasure(asked(kDesk), late.subject->pseudonym(), keys, ledger));
    ASSERT_TRUE(approve(requested->index));
    EXPECT_EQ(refusal(put(late)), ProblemCode::kUnavailable);
    EXPECT_FALSE(subjects.known(kChild, ledger).value());
}

TEST_F(ErasureTest, WhatCameWhileTheSubjectWasReadIsSeen)
{
    put_opened();
    auto const requested = request();
    auto approval = [&] { return approve_erasure(asked(kAuditor), requested->index, may, keys, subjects, ledger); };
    commit::Intent early = approval();
    ASSERT_TRUE(put(message("m2")));
    EXPECT_EQ(refusal(test::commit_one(loop, std::move(early))), ProblemCode::kWrongState) << "nobody has read it";
    ASSERT_TRUE(take(EntryKind::kDelivered, "m2"));
    ASSERT_TRUE(take(EntryKind::kOpened, "m2"));
    early = approval();
    ASSERT_TRUE(put(message("m3")));
    ASSERT_TRUE(take(EntryKind::kDelivered, "m3"));
    ASSERT_TRUE(take(EntryKind::kOpened, "m3"));
    clock.advance(28 * 24h);
    ASSERT_TRUE(test::commit_one(loop, expire("child_protection_file", {0}, clock.now())));
    auto const erased = test::commit_one(loop, std::move(early));
    ASSERT_TRUE(erased) << one_line(erased.error());
    EXPECT_EQ(erased->entry.entries, 3U);
    EXPECT_THAT(erased->entry.destroyed, ElementsAre(4, 8)) << "each copy once";
}

TEST_F(ErasureTest, TheCommitThreadDoesNotReadAllThereIsAboutASubject)
{
    put_many();
    CountingLedger const counting{journal};
    commit::CommitLoop counted{journal, counting, clock.clock(), [] { return Result<void>{}; }, {}};
    commit::Intent asking = request_erasure(asked(kDesk), child()->pseudonym(), keys, ledger);
    EXPECT_EQ(refusal(test::commit_one(counted, std::move(asking))), ProblemCode::kWrongState);
    EXPECT_LT(counting.reads, 10U);
}

TEST_F(ErasureTest, NothingIsReadOfASubjectForARefusalThatDoesNotHangOnIt)
{
    put_opened();
    auto const requested = request();
    put_many();
    CountingLedger const counting{journal};
    std::string const subject = child()->pseudonym();
    auto asking = [&](AgencyId const& agency) {
        auto const intent = request_erasure(asked(agency), subject, keys, counting);
        return counting.reads.exchange(0);
    };
    auto approving = [&](AgencyId const& agency, Sequence index) {
        auto const intent = approve_erasure(asked(agency), index, may, keys, subjects, counting);
        return counting.reads.exchange(0);
    };
    EXPECT_GT(approving(kAuditor, requested->index), 200U) << "the count would prove nothing";
    EXPECT_LT(asking(kAuditor), 10U) << "asked for already";
    EXPECT_LT(approving(kDesk, requested->index), 10U) << "by the agency that asked for it";
    EXPECT_LT(approving(kAuditor, 0), 10U) << "no request";
    ASSERT_TRUE(test::commit_one(loop, place_hold(asked(kAuditor), subject, keys)));
    EXPECT_LT(approving(kAuditor, requested->index), 10U) << "on hold";
    ASSERT_TRUE(withdraw(requested->index));
    EXPECT_LT(approving(kAuditor, requested->index), 10U) << "withdrawn";
    EXPECT_LT(asking(kDesk), 10U) << "on hold";
}

TEST_F(ErasureTest, WhatStoodAgainstItAndIsGoneIsAskedAboutAgain)
{
    put_opened();
    auto const hold = test::commit_one(loop, place_hold(asked(kAuditor), child()->pseudonym(), keys));
    commit::Intent early = request_erasure(asked(kDesk), child()->pseudonym(), keys, ledger);
    ASSERT_TRUE(test::commit_one(loop, lift_hold(asked(kAuditor), hold->index, may, keys)));
    EXPECT_EQ(refusal(test::commit_one(loop, std::move(early))), ProblemCode::kUnavailable);
    EXPECT_TRUE(request());
}

TEST_F(ErasureTest, ALongHistoryDoesNotFillTheQueue)
{
    put_opened();
    auto weight = [&] { return request_erasure(asked(kDesk), child()->pseudonym(), keys, ledger).bytes; };
    std::size_t const before = weight();
    put_many();
    EXPECT_EQ(weight(), before);
}

TEST_F(ErasureTest, WhenVeryMuchCameSinceTheCommitThreadReadsNothingOfIt)
{
    put_opened();
    CountingLedger const counting{journal};
    commit::CommitLoop counted{journal, counting, clock.clock(), [] { return Result<void>{}; }, {}};
    commit::Intent early = request_erasure(asked(kDesk), child()->pseudonym(), keys, ledger);
    ASSERT_TRUE(put_others(kMostSince + 1));
    auto const refused = test::commit_one(counted, std::move(early));
    EXPECT_EQ(refusal(refused), ProblemCode::kUnavailable);
    EXPECT_LT(counting.reads, 10U);
    early = request_erasure(asked(kDesk), child()->pseudonym(), keys, ledger);
    ASSERT_TRUE(put_others(kMostSince));
    EXPECT_TRUE(test::commit_one(counted, std::move(early)));
}

TEST_F(ErasureTest, ARequestIsFoundByItsSubjectHoweverManyAreOpen)
{
    put_opened();
    auto const requested = request();
    commit::Append others;
    others.entry.kind = EntryKind::kErasureRequested;
    others.followers.assign(200, others);
    for (std::size_t i = 0; i < others.followers.size(); ++i)
        others.followers[i].entry.subjects = {hex(Bytes(16, static_cast<std::uint8_t>(i)))};
    others.entry.subjects = {std::string(32, 'f')};
    ASSERT_TRUE(put(std::move(others)));
    CountingLedger const counting{journal};
    auto const again = decision(EntryKind::kErasureRequested, asked(kDesk), keys);
    commit::Entry entry = again.entry;
    entry.subjects = {child()->pseudonym()};
    EXPECT_EQ(asked_before(counting, entry, clock.now()).value()->index, requested->index);
    entry.subjects = {"00112233445566778899aabbccddeeff"};
    EXPECT_FALSE(asked_before(counting, entry, clock.now()).value());
    EXPECT_LT(counting.reads, 10U);
}

TEST_F(ErasureTest, WhatEndsAnOldRequestDoesNotEndTheNewOne)
{
    put_opened();
    auto const old = request();
    clock.advance(kRequestStands + 1ms);
    auto const anew = request();
    ASSERT_TRUE(test::commit_one(loop, lapse(old->index, clock.now())));
    EXPECT_EQ(request()->index, anew->index) << "it is found still";
}

TEST_F(ErasureTest, OnlyWhatFreesSpaceOrEndsSomethingUsesTheReserve)
{
    put_opened();
    auto const requested = request();
    std::string const subject = child()->pseudonym();
    short_of_space = true;
    ASSERT_TRUE(withdraw(requested->index));
    EXPECT_EQ(refusal(request()), ProblemCode::kStorageFull);
    short_of_space = false;
    auto const anew = request();
    short_of_space = true;
    auto const erased = approve(anew->index);
    ASSERT_TRUE(erased) << one_line(erased.error());
    EXPECT_EQ(refusal(test::commit_one(loop, place_hold(asked(kDesk), subject, keys))), ProblemCode::kStorageFull)
        << "a refusal frees nothing";
}

TEST_F(ErasureTest, OneThatIsNotStoredLosesNoMessageOnItsWay)
{
    commit::Append const first = message("m1");
    commit::Append const late = message("m2");
    ASSERT_TRUE(late.subject->fresh());
    ASSERT_TRUE(put(first));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    auto const requested =
        test::commit_one(loop, request_erasure(asked(kDesk), late.subject->pseudonym(), keys, ledger));
    commit::CommitLoop full{journal,
                            ledger,
                            clock.clock(),
                            [] { return Result<void>{problem(ProblemCode::kStorageFull, "The disk is full.")}; },
                            {}};
    auto const refused =
        test::commit_one(full, approve_erasure(asked(kAuditor), requested->index, may, keys, subjects, ledger));
    EXPECT_EQ(refusal(refused), ProblemCode::kStorageFull);
    EXPECT_EQ(child()->pseudonym(), late.subject->pseudonym()) << "nobody was erased";
    EXPECT_TRUE(put(late));
}

TEST_F(ErasureTest, ARequestThatLapsedIsEndedByAnEntryAndLeavesNoRow)
{
    put_opened();
    auto const requested = request();
    clock.advance(kRequestStands);
    EXPECT_THAT(lapsed_requests(ledger.projections(), clock.now(), 10).value(), IsEmpty());
    EXPECT_EQ(test::commit_one(loop, lapse(requested->index, clock.now()))->entry.kind, EntryKind::kGenesis);
    clock.advance(1ms);
    EXPECT_THAT(lapsed_requests(ledger.projections(), clock.now(), 10).value(), ElementsAre(requested->index));
    auto const lapsed = test::commit_one(loop, lapse(requested->index, clock.now()));
    ASSERT_TRUE(lapsed);
    EXPECT_EQ(lapsed->entry.code, "lapsed");
    EXPECT_EQ(lapsed->entry.entry, requested->index);
    EXPECT_THAT(lapsed_requests(ledger.projections(), clock.now(), 10).value(), IsEmpty());
    EXPECT_EQ(refusal(approve(requested->index)), ProblemCode::kWrongState);
    EXPECT_TRUE(approve(request()->index)) << "it can be asked for anew";
}

TEST_F(ErasureTest, ActorsStayResolvable)
{
    put_opened();
    auto const requested = request();
    auto const erased = approve(requested->index);
    for (Sequence const index : {Sequence{2}, requested->index, erased->index}) {
        auto const entry = commit::decode_entry(*ledger.entry(index)).value();
        EXPECT_TRUE(commit::open_actor(keys, *entry.actor, *ledger.actor_opening(index))) << index;
    }
    auto const entry = commit::decode_entry(*ledger.entry(erased->index)).value();
    EXPECT_EQ(commit::open_private(keys, entry.reason, *ledger.reason_opening(erased->index)).value(),
              asked(kDesk).reason);
}

TEST_F(ErasureTest, VeryManyMessagesAreErasedByEntriesThatFit)
{
    // Held messages that do not wait any more: nobody is to open them.
    commit::Append all = message("m0", EntryKind::kHeld);
    all.entry.event.reset();
    for (int i = 1; i <= 6500; ++i) {
        all.followers.push_back(message("m" + std::to_string(i), EntryKind::kHeld));
        all.followers.back().entry.event.reset();
    }
    ASSERT_TRUE(put(std::move(all)));
    auto const requested = request();
    auto const erased = approve(requested->index);
    ASSERT_TRUE(erased);
    std::size_t destroyed = 0;
    for (Sequence index = erased->index; index < journal.records.size(); ++index) {
        EXPECT_LE(ledger.entry(index)->size(), evidence::kLargestEntry);
        auto const entry = commit::decode_entry(*ledger.entry(index)).value();
        EXPECT_EQ(entry.entry, requested->index);
        destroyed += entry.destroyed.size();
    }
    EXPECT_EQ(destroyed, 6501U);
    EXPECT_EQ(approve(requested->index)->index, erased->index);
}

}  // namespace
}  // namespace micklegate::keep
