// A deadline that passes is escalated along its chain, once for each step, until it is met or taken back.
#include "gateway/deliver/effect.hpp"
#include "gateway/deliver/recall.hpp"
#include "tests/unit/watch/watch_fixture.hpp"

namespace micklegate::watch {
namespace {

using namespace std::chrono_literals;
using commit::EntryKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class EscalateTest : public WatchTest {
protected:
    void SetUp() override { ASSERT_TRUE(put(message("m1"))); }

    /// From the first escalation on, until nothing more is due for a day.
    std::vector<std::string> rest_of_chain()
    {
        std::vector<std::string> told;
        for (int i = 0; i < 48; ++i, clock.advance(30min))
            std::ranges::move(escalate_all(), std::back_inserter(told));
        return told;
    }
    void pass_deadline() { clock.advance(deadline - clock.now()); }
    commit::Receipt last() const { return commit::stored_receipt(ledger, journal.records.size() - 1).value(); }
};

TEST_F(EscalateTest, TurnsToEachOfTheChainInOrderAndOnce)
{
    clock.advance(deadline - clock.now() - 1ms);
    EXPECT_THAT(escalate_all(), IsEmpty());
    clock.advance(1ms);
    EXPECT_THAT(escalate_all(), ElementsAre("deputy > " + kSchool));
    EXPECT_THAT(escalate_all(), IsEmpty());
    clock.advance(30min - 1ms);
    EXPECT_THAT(escalate_all(), IsEmpty());
    clock.advance(1ms);
    EXPECT_THAT(escalate_all(), ElementsAre("head > " + kSchool));
    EXPECT_THAT(rest_of_chain(), ElementsAre("la_childrens > la.815"));
    EXPECT_EQ(deliver::overdue(ledger.projections(), clock.now(), 10)->size(), 1U) << "it stays late until it is met";
    EXPECT_EQ(journal.records.size(), 4U);
    EXPECT_EQ(journal.projections.values, folded_anew());
}

TEST_F(EscalateTest, SaysWhatWasLateUnderWhichRuleAndWhatComesNext)
{
    pass_deadline();
    escalate_all();
    commit::Entry const told = last().entry;
    EXPECT_EQ(told.agency, kSchool);
    EXPECT_EQ(told.message, "m1");
    EXPECT_EQ(told.entry, 0U);
    EXPECT_EQ(told.code, "deputy");
    EXPECT_EQ(told.rule, "school-under-18");
    EXPECT_EQ(told.policy, samples::policy().digest);
    EXPECT_EQ(told.deadline, deadline);
    EXPECT_FALSE(told.escalation_due);
    EXPECT_EQ(told.next_escalation, deadline + 30min);
    EXPECT_EQ(told.subjects.size(), 1U);
    EXPECT_FALSE(told.actor);
    clock.advance(35min);
    escalate_all();
    EXPECT_EQ(last().entry.escalation_due, deadline + 30min);
    EXPECT_EQ(last().entry.next_escalation, deadline + 65min)
        << "each of the chain has its time, however late it began";
}

TEST_F(EscalateTest, ADeadlineThatIsMetIsNotEscalated)
{
    open("m1");
    pass_deadline();
    EXPECT_THAT(rest_of_chain(), IsEmpty());
    EXPECT_THAT(due_for(kSchool), IsEmpty());
    EXPECT_EQ(journal.projections.values, folded_anew());
}

TEST_F(EscalateTest, FetchedIsNotRead)
{
    ASSERT_TRUE(take(EntryKind::kDelivered, "m1"));
    pass_deadline();
    EXPECT_THAT(escalate_all(), ElementsAre("deputy > " + kSchool));
}

TEST_F(EscalateTest, B21_AReplyAfterTheDeadlineEndsTheChain)
{
    pass_deadline();
    escalate_all();
    clock.advance(10min);
    open("m1");
    EXPECT_THAT(last().entry.due_for, ElementsAre(samples::kForce.get(), kSchool));
    EXPECT_EQ(last().entry.escalation_due, deadline + 30min);
    EXPECT_THAT(rest_of_chain(), IsEmpty());
    EXPECT_THAT(deliver::overdue(ledger.projections(), clock.now(), 10).value(), IsEmpty());
    for (std::string const& agency : {samples::kForce.get(), kSchool})
        EXPECT_THAT(due_for(agency), IsEmpty()) << agency;
    EXPECT_EQ(journal.projections.values.lower_bound("u"), journal.projections.values.lower_bound("v"));
}

TEST_F(EscalateTest, WhoeverWasTurnedToSeesItUntilItIsMet)
{
    pass_deadline();
    rest_of_chain();
    EXPECT_THAT(due_for("la.815"), ElementsAre("m1"));
    EXPECT_THAT(due_for("la.816"), IsEmpty());
    EXPECT_THAT(due_for(samples::kForce.get()), ElementsAre("m1"));
    open("m1");
    EXPECT_THAT(due_for("la.815"), IsEmpty());
    EXPECT_THAT(last().entry.due_for, UnorderedElementsAre(samples::kForce.get(), kSchool, "la.815"));
    EXPECT_FALSE(last().entry.escalation_due);
}

TEST_F(EscalateTest, AFurtherReaderEndsNothingAgain)
{
    open("m1");
    ASSERT_TRUE(test::commit_one(
        *loop, deliver::acknowledge({EntryKind::kOpened, "m1", AgencyId{kSchool}, "B. Second, DSL", ""}, keys, 3,
                                    [](std::string_view) { return std::nullopt; })));
    EXPECT_THAT(last().entry.due_for, IsEmpty());
}

TEST_F(EscalateTest, ARejectionEndsTheChain)
{
    commit::Append asked = message("m2");
    asked.entry.acknowledgement = "actioned";
    ASSERT_TRUE(put(asked));
    pass_deadline();
    EXPECT_EQ(escalate_all().size(), 2U);
    open("m2");
    EXPECT_THAT(due_for(kSchool), ElementsAre("m1", "m2")) << "read is not done";
    ASSERT_TRUE(take(EntryKind::kRejected, "m2", "not_on_roll"));
    open("m1");
    EXPECT_THAT(rest_of_chain(), IsEmpty());
}

TEST_F(EscalateTest, ARecallEndsTheChain)
{
    for (bool const read : {false, true}) {
        std::string const id = read ? "m3" : "m2";
        commit::Append asked = message(id);
        asked.entry.acknowledgement = "actioned";
        commit::Receipt const first = put(asked).value();
        pass_deadline();
        EXPECT_THAT(answer(rung()), testing::SizeIs(read ? 1 : 2));
        if (read)
            open(id);
        ASSERT_TRUE(test::commit_one(
            *loop,
            deliver::recall({samples::kForce, "P. Baker, sergeant", "wrong_recipient", "…", false, {}, clock.now()},
                            first.entry, keys)));
        EXPECT_EQ(last().entry.kind, read ? EntryKind::kRecallRequested : EntryKind::kRecalled);
        EXPECT_EQ(last().entry.escalation_due, clock.now() + 30min);
        EXPECT_THAT(due_for(kSchool), ElementsAre("m1"));
    }
    open("m1");
    EXPECT_THAT(rest_of_chain(), IsEmpty());
}

TEST_F(EscalateTest, AWithdrawalEndsTheChain)
{
    pass_deadline();
    escalate_all();
    commit::Append withdrawal = message("m2");
    withdrawal.entry.deadline = {};
    deliver::follow_with(EntryKind::kWithdrawn, commit::stored_receipt(ledger, 0)->entry, withdrawal);
    ASSERT_TRUE(
        test::commit_one(*loop, {"event", 1, [withdrawal](commit::Ledger const& now) mutable -> commit::Proposal {
                                     EXPECT_TRUE(deliver::take_effect(withdrawal, now));
                                     return withdrawal;
                                 }}));
    EXPECT_EQ(last().entry.kind, EntryKind::kWithdrawn);
    EXPECT_THAT(rest_of_chain(), IsEmpty());
    EXPECT_THAT(due_for(kSchool), IsEmpty());
}

TEST_F(EscalateTest, ACorrectionEndsNothing)
{
    commit::Append correction = message("m2");
    correction.entry.deadline = {};
    deliver::follow_with(EntryKind::kCorrected, commit::stored_receipt(ledger, 0)->entry, correction);
    ASSERT_TRUE(put(correction));
    pass_deadline();
    EXPECT_THAT(escalate_all(), ElementsAre("deputy > " + kSchool));
}

TEST_F(EscalateTest, WhatIsAnsweredMeanwhileIsEscalatedNoMore)
{
    pass_deadline();
    auto before = rung();
    ASSERT_EQ(before.size(), 1U);
    open("m1");
    EXPECT_THAT(answer(std::move(before)), IsEmpty());
}

TEST_F(EscalateTest, B7_TwoThatWatchAndAReplayEscalateOnce)
{
    pass_deadline();
    auto one = rung();
    auto const other = one;
    std::ranges::copy(other, std::back_inserter(one));
    EXPECT_THAT(answer(one), ElementsAre("deputy > " + kSchool)) << "in one group";
    EXPECT_THAT(answer(other), IsEmpty()) << "by another gateway";
    clock.advance(30min);
    EXPECT_THAT(answer(other), IsEmpty()) << "when its next is due";
    EXPECT_THAT(escalate_all(), ElementsAre("head > " + kSchool));
}

TEST_F(EscalateTest, B7_AGatewayThatIsKilledBetweenLookingAndWritingGoesOnWhereItWas)
{
    pass_deadline();
    auto const lost = rung();
    restart();
    EXPECT_EQ(escalate_all().size(), 1U);
    restart();
    EXPECT_THAT(escalate_all(), IsEmpty());
    EXPECT_EQ(journal.projections.values, folded_anew());
}

TEST_F(EscalateTest, WhatFellDueWhileNoGatewayRanStillGivesEachItsTime)
{
    pass_deadline();
    clock.advance(6h);
    EXPECT_THAT(escalate_all(), ElementsAre("deputy > " + kSchool));
    EXPECT_THAT(escalate_all(), IsEmpty());
    clock.advance(30min);
    EXPECT_THAT(escalate_all(), ElementsAre("head > " + kSchool));
}

TEST_F(EscalateTest, AnAgreementThatNamesNobodyTurnsToTheDesk)
{
    rule = "receipt";
    ASSERT_TRUE(put(message("m2")));
    rule = "a rule of a set that is lost";
    ASSERT_TRUE(put(message("m3")));
    open("m1");
    pass_deadline();
    EXPECT_THAT(rest_of_chain(),
                ElementsAre("duty_desk > " + samples::kDesk.get(), "duty_desk > " + samples::kDesk.get()));
    EXPECT_THAT(due_for(samples::kDesk.get()), ElementsAre("m2", "m3"));
}

TEST_F(EscalateTest, WhatHasNoDeadlineIsNeverLate)
{
    commit::Append open_ended = message("m2");
    open_ended.entry.deadline = {};
    ASSERT_TRUE(put(open_ended));
    commit::Append met = message("m3");
    met.entry.acknowledgement = "accepted";
    ASSERT_TRUE(put(met));
    EXPECT_THAT(due_for(kSchool), ElementsAre("m1"));
}

TEST_F(EscalateTest, AJournalOfAnOlderVersionLeavesNothingDueThatWasMet)
{
    commit::Append opened = message("m1");
    opened.entry.kind = EntryKind::kOpened;
    opened.entry.agency = kSchool;
    opened.entry.recipient.clear();
    ASSERT_TRUE(put(opened)) << "it names nobody for whom it was due";
    EXPECT_THAT(due_for(kSchool), IsEmpty());
    EXPECT_THAT(due_for(samples::kForce.get()), IsEmpty());
    pass_deadline();
    EXPECT_THAT(rung(), IsEmpty());
}

}  // namespace
}  // namespace micklegate::watch
