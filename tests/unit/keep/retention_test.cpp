// Sealed copies expire once their messages are settled and their days have passed, unless somebody holds them.
#include "gateway/keep/retention.hpp"

#include "gateway/deliver/recall.hpp"
#include "gateway/deliver/settle.hpp"
#include "gateway/keep/holds.hpp"
#include "tests/unit/keep/keep_fixture.hpp"

#include <gmock/gmock.h>

namespace micklegate::keep {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RetentionTest : public KeepTest {
protected:
    std::vector<Sequence> due() const
    {
        std::vector<Sequence> indexes;
        DueSlice const slice = due_copies(ledger.projections(), clock.now(), 0, 100).value();
        for (Due const& copy : slice.due)
            indexes.push_back(copy.index);
        return indexes;
    }
    Receipt expire_all() { return test::commit_one(loop, expire("child_protection_file", due(), clock.now())).value(); }
    Receipt hold(AgencyId const& agency = kAuditor, std::string const& person = "Ada Lythe, data protection officer")
    {
        return test::commit_one(loop, place_hold(asked(agency, person), child()->pseudonym(), keys)).value();
    }
    Result<Receipt> lift(Sequence index, AgencyId const& agency = kAuditor)
    {
        return test::commit_one(loop, lift_hold(asked(agency), index, may, keys));
    }

    MayDecide may = [](AgencyId const& agency) { return agency == kDesk || agency == kAuditor; };
};

TEST_F(RetentionTest, ACopyExpiresWhenItsDaysHavePassed)
{
    put_opened();
    clock.advance(28 * 24h - 1ms);
    EXPECT_THAT(due(), IsEmpty());
    clock.advance(1ms);
    EXPECT_THAT(due(), ElementsAre(0));
    Receipt const expired = expire_all();
    EXPECT_EQ(expired.entry.kind, EntryKind::kExpired);
    EXPECT_EQ(expired.entry.code, "child_protection_file");
    EXPECT_THAT(expired.entry.destroyed, ElementsAre(0));
    EXPECT_TRUE(is_destroyed(0));
    EXPECT_THAT(due(), IsEmpty());
}

TEST_F(RetentionTest, ACopyThatIsRecalledWhenItIsDueIsDestroyedOnce)
{
    put_opened();
    clock.advance(28 * 24h);
    std::vector<commit::Intent> intents;
    intents.push_back(deliver::recall({kForce, "P. Baker, duty sergeant", "superseded", "…", false, {}, clock.now()},
                                      commit::stored_receipt(ledger, 0)->entry, keys));
    intents.push_back(expire("child_protection_file", due(), clock.now()));
    auto const answers = test::commit_all(loop, std::move(intents));
    EXPECT_EQ(commit::destroyed_by(ledger.projections(), 0).value(), answers.front()->index);
    EXPECT_EQ(journal.records.size(), answers.front()->index + 1) << "nothing was left to expire";
}

TEST_F(RetentionTest, AHoldOfAnAgencyThatDecidesNothingAnyMoreIsLiftedByAnother)
{
    put_opened();
    Receipt const placed = hold();
    EXPECT_EQ(lift(placed.index, kDesk).error().code, ProblemCode::kNotAllowed);
    may = [](AgencyId const& agency) { return agency == kDesk; };
    auto const lifted = lift(placed.index, kDesk);
    ASSERT_TRUE(lifted) << one_line(lifted.error());
    EXPECT_EQ(lifted->entry.agency, kDesk.get()) << "the log says who did";
    EXPECT_EQ(lifted->entry.entry, placed.index);
    clock.advance(28 * 24h);
    EXPECT_THAT(expire_all().entry.destroyed, ElementsAre(0));
}

TEST_F(RetentionTest, WhatIsNotSettledNeverExpires)
{
    ASSERT_TRUE(put(message("m1")));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    clock.advance(4000 * 24h);
    EXPECT_THAT(due(), IsEmpty());
    EXPECT_EQ(test::commit_one(loop, expire("child_protection_file", {0}, clock.now()))->entry.kind,
              EntryKind::kGenesis);
    EXPECT_FALSE(is_destroyed(0));
}

TEST_F(RetentionTest, TheStepThatWasAskedForSettles)
{
    for (auto const& [acknowledgement, settled_by] :
         {std::pair{"accepted", EntryKind::kDelivered}, {"actioned", EntryKind::kActioned}}) {
        commit::Append asked_for = message(acknowledgement);
        asked_for.entry.acknowledgement = acknowledgement;
        ASSERT_TRUE(put(std::move(asked_for)));
        std::size_t const before = due_copies(ledger.projections(), clock.now() + 28 * 24h, 0, 100)->due.size();
        for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kActioned}) {
            ASSERT_TRUE(take(step, acknowledgement));
            auto const after = due_copies(ledger.projections(), clock.now() + 28 * 24h, 0, 100)->due.size();
            EXPECT_EQ(after, before + (step >= settled_by ? 1 : 0)) << acknowledgement << name_of(step);
        }
    }
}

TEST_F(RetentionTest, AHeldCopyIsDueAfterTheDeskDecided)
{
    ASSERT_TRUE(put(message("m1", EntryKind::kHeld)));
    ASSERT_TRUE(take(EntryKind::kDelivered, "m1", kDesk));
    ASSERT_TRUE(take(EntryKind::kOpened, "m1", kDesk));
    clock.advance(100 * 24h);
    EXPECT_THAT(due(), IsEmpty()) << "opened, and it still waits";
    deliver::Settlement returned;
    returned.message = "m1";
    returned.desk = kDesk;
    returned.by_person = "A. Reader, deputy DSL";
    returned.reason = "Mend it.";
    returned.code = "mend";
    auto const held = commit::stored_receipt(ledger, 0).value();
    ASSERT_TRUE(test::commit_one(loop, deliver::settle(returned, held.entry, keys)));
    clock.advance(28 * 24h);
    EXPECT_THAT(due(), ElementsAre(0));
}

TEST_F(RetentionTest, AHoldKeepsACopyUntilTheLastOneIsLifted)
{
    put_opened();
    Receipt const first = hold();
    Receipt const second = hold(kDesk);
    EXPECT_NE(second.index, first.index);
    clock.advance(29 * 24h);
    EXPECT_EQ(expire_all().entry.kind, EntryKind::kGenesis);
    ASSERT_TRUE(lift(first.index));
    EXPECT_EQ(expire_all().entry.kind, EntryKind::kGenesis);
    EXPECT_FALSE(is_destroyed(0));
    EXPECT_EQ(holds(ledger.projections(), 10).value().at(0).index, second.index);
    ASSERT_TRUE(lift(second.index, kDesk));
    EXPECT_THAT(holds(ledger.projections(), 10).value(), IsEmpty());
    EXPECT_THAT(expire_all().entry.destroyed, ElementsAre(0));
}

TEST_F(RetentionTest, AnAgencyHasOneHoldOnASubject)
{
    put_opened();
    Receipt const first = hold();
    std::size_t const size = journal.records.size();
    Receipt const second = hold(kAuditor, "Idris Vale, auditor");
    EXPECT_EQ(second.index, first.index);
    EXPECT_TRUE(second.replayed);
    EXPECT_EQ(journal.records.size(), size);
    ASSERT_TRUE(lift(first.index));
    EXPECT_NE(hold().index, first.index) << "one that was lifted stands no more";
}

TEST_F(RetentionTest, AHoldIsLiftedOutOfTheReserveAndNotPlacedOutOfIt)
{
    put_opened();
    Receipt const placed = hold();
    short_of_space = true;
    auto const refused = test::commit_one(loop, place_hold(asked(kDesk), child()->pseudonym(), keys));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kStorageFull);
    EXPECT_TRUE(lift(placed.index));
}

TEST_F(RetentionTest, AHoldIsLiftedOnceAndOnlyAHold)
{
    put_opened();
    Receipt const held = hold();
    auto const lifted = lift(held.index);
    EXPECT_EQ(lifted->entry.entry, held.index);
    EXPECT_EQ(lift(held.index)->index, lifted->index);
    EXPECT_EQ(lift(0).error().code, ProblemCode::kNotFound);
}

TEST_F(RetentionTest, AHoldIsLiftedByTheAgencyThatPlacedItAlone)
{
    put_opened();
    Receipt const held = hold();
    auto const refused = lift(held.index, kDesk);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::kNotAllowed);
    EXPECT_TRUE(on_hold(ledger.projections(), child()->pseudonym()).value());
    EXPECT_TRUE(lift(held.index));
    EXPECT_EQ(lift(held.index, kDesk).error().code, ProblemCode::kNotAllowed);
}

TEST_F(RetentionTest, WhatWasDestroyedOtherwiseIsNotDue)
{
    put_opened();
    auto const first = commit::stored_receipt(ledger, 0).value();
    deliver::Recall recall{kForce, "Ada Lythe, duty officer", "sent_in_error", "It was.", false, {}, clock.now()};
    ASSERT_TRUE(test::commit_one(loop, deliver::recall(recall, first.entry, keys)));
    clock.advance(100 * 24h);
    EXPECT_THAT(due(), IsEmpty());
}

TEST_F(RetentionTest, AnotherReaderOfWhatExpiredDoesNotMakeItDueAnew)
{
    put_opened();
    clock.advance(28 * 24h);
    expire_all();
    auto const opened =
        test::commit_one(loop, deliver::acknowledge({EntryKind::kOpened, "m1", kSchool, "B. Reader, head", ""}, keys, 3,
                                                    [](auto) { return std::nullopt; }));
    ASSERT_TRUE(opened);
    clock.advance(100 * 24h);
    EXPECT_THAT(due(), IsEmpty());
}

TEST_F(RetentionTest, WhoeverAsksForAnExpiredCopyIsToldWhenAndWhy)
{
    put_opened();
    clock.advance(28 * 24h);
    expire_all();
    Problem const gone = commit::destroyed_copy(ledger, 0);
    EXPECT_EQ(gone.code, ProblemCode::kGone);
    EXPECT_THAT(gone.detail, HasSubstr("2026-12-20T06:00:00.000Z"));
    EXPECT_THAT(gone.detail, HasSubstr("retention (child_protection_file)"));
    EXPECT_THAT(gone.detail, HasSubstr("log entry 3"));
}

TEST_F(RetentionTest, APassLooksAtAFewAndGoesOnFromThere)
{
    for (char const* const id : {"m1", "m2", "m3"})
        put_opened(id);
    clock.advance(28 * 24h);
    auto const slice = due_copies(ledger.projections(), clock.now(), 0, 2).value();
    EXPECT_EQ(slice.due.size(), 2U);
    ASSERT_TRUE(slice.next);
    auto const rest = due_copies(ledger.projections(), clock.now(), *slice.next, 2).value();
    EXPECT_EQ(rest.due.size(), 1U);
    EXPECT_FALSE(rest.next);
}

}  // namespace
}  // namespace micklegate::keep
