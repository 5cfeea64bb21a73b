// A message's life: every step from every state, who may take it, and what the projections then say.
#include "gateway/deliver/acknowledge.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/submit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

namespace micklegate::deliver {
namespace {

using namespace std::chrono_literals;
using commit::EntryKind;

constexpr std::size_t kMostReaders = 3;

class AcknowledgeTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    AnswersAllowed allowed = [](std::string_view) { return std::nullopt; };  // a type of no catalogue: anything goes

    Result<commit::Receipt> put(EntryKind kind, std::string const& message)
    {
        commit::Append append;
        append.entry.kind = kind;
        append.entry.agency = "police.north-yorkshire";
        append.entry.recipient = "school.901233";
        append.entry.message = message;
        append.entry.type = "encompass.notification/1";
        append.entry.subjects = {"00112233445566778899aabbccddeeff"};
        append.entry.deadline = deadline;
        append.entry.acknowledgement = acknowledgement;
        return test::commit_one(loop,
                                {message, 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }});
    }

    Result<commit::Receipt> take(EntryKind kind, std::string const& message = "m1",
                                 std::string const& agency = "school.901233")
    {
        std::string const person = kind == EntryKind::kDelivered ? "" : "A. Reader, deputy DSL";
        return test::commit_one(
            loop, acknowledge({kind, message, AgencyId{agency}, person, ""}, keys, kMostReaders, allowed));
    }

    Result<commit::Receipt> take_as(std::string const& person, EntryKind kind, std::string const& message = "m1",
                                    std::string const& code = "")
    {
        return test::commit_one(
            loop, acknowledge({kind, message, AgencyId{"school.901233"}, person, code}, keys, kMostReaders, allowed));
    }

    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    test::ManualClock clock{"2026-11-21T19:37:00Z"};
    std::string acknowledgement;
    Moment const deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger ledger{journal};
    std::atomic<bool> short_of_space = false;  ///< what may not use the reserve is refused
    commit::CommitLoop loop{journal, ledger, clock.clock(), [this] { return admitted(); }, {}};

private:
    commit::Admitted admitted() const
    {
        if (short_of_space)
            return {problem(ProblemCode::kStorageFull, "The disk is short of space."), {}};
        return Result<void>{};
    }
};

using Steps = std::vector<EntryKind>;

struct State {
    char const* name;
    EntryKind first;
    Steps taken;
    Steps next;  ///< the only new steps
};

class EachStep : public AcknowledgeTest, public testing::WithParamInterface<State> {};

TEST_P(EachStep, FollowsOrIsRefusedOrIsARepeat)
{
    int count = 0;
    for (EntryKind const step :
         {EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kActioned, EntryKind::kRejected}) {
        std::string const message = "m" + std::to_string(++count);
        ASSERT_TRUE(put(GetParam().first, message));
        std::map<EntryKind, Sequence> taken;
        for (EntryKind const before : GetParam().taken)
            taken[before] = take(before, message).value().index;
        std::size_t const size = journal.records.size();
        auto const receipt = take(step, message);
        if (taken.contains(step)) {
            EXPECT_EQ(receipt.value().index, taken[step]) << commit::name_of(step);
            EXPECT_TRUE(receipt.value().replayed);
            EXPECT_EQ(journal.records.size(), size);
        } else if (std::ranges::count(GetParam().next, step) == 1) {
            ASSERT_TRUE(receipt) << commit::name_of(step);
            EXPECT_EQ(receipt.value().index, size);
            EXPECT_EQ(receipt.value().entry.kind, step);
            EXPECT_EQ(receipt.value().entry.actor.has_value(), step != EntryKind::kDelivered);
        } else {
            EXPECT_EQ(receipt.error().code, ProblemCode::kWrongState) << commit::name_of(step);
            EXPECT_EQ(journal.records.size(), size);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    From, EachStep,
    testing::Values(
        State{"accepted", EntryKind::kAccepted, {}, {EntryKind::kDelivered}},
        State{"held", EntryKind::kHeld, {}, {EntryKind::kDelivered}},
        State{"delivered", EntryKind::kAccepted, {EntryKind::kDelivered}, {EntryKind::kOpened}},
        State{"opened",
              EntryKind::kAccepted,
              {EntryKind::kDelivered, EntryKind::kOpened},
              {EntryKind::kActioned, EntryKind::kRejected}},
        State{"actioned", EntryKind::kAccepted, {EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kActioned}, {}},
        State{"rejected", EntryKind::kAccepted, {EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kRejected}, {}}),
    [](auto const& row) { return row.param.name; });

TEST_F(AcknowledgeTest, AForeignMessageLooksLikeAMissingOne)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    for (std::string const& agency : {std::string{"school.901234"}, std::string{"police.north-yorkshire"}}) {
        Problem const foreign = take(EntryKind::kDelivered, "m1", agency).error();
        Problem const missing = take(EntryKind::kDelivered, "m2", agency).error();
        EXPECT_EQ(foreign.code, ProblemCode::kNotFound);
        EXPECT_EQ(one_line(foreign), one_line(missing));
    }
    EXPECT_EQ(journal.records.size(), 1U);
}

TEST_F(AcknowledgeTest, EachFurtherReaderIsAnEntryOfTheirOwn)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    Sequence const first = take(EntryKind::kOpened).value().index;

    auto const second = take_as("B. Head", EntryKind::kOpened);

    EXPECT_FALSE(second.value().replayed);
    EXPECT_NE(second.value().index, first);
    EXPECT_EQ(commit::open_actor(keys, *second.value().entry.actor, journal.records.back().actor_opening).value(),
              "B. Head");
    EXPECT_EQ(take(EntryKind::kOpened).value().index, first) << "the first reader again";
    EXPECT_EQ(take_as("B. Head", EntryKind::kOpened).value().index, second.value().index) << "the second reader again";
}

TEST_F(AcknowledgeTest, NoMorePersonsThanTheLimitAreRecordedAsReaders)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    for (char const* person : {"A. Reader", "B. Head", "C. Deputy"})
        ASSERT_TRUE(take_as(person, EntryKind::kOpened)) << person;
    std::size_t const size = journal.records.size();

    auto const further = take_as("D. Governor", EntryKind::kOpened);

    EXPECT_EQ(further.error().code, ProblemCode::kWrongState);
    EXPECT_NE(further.error().next.find("repeat"), std::string::npos) << further.error().next;
    EXPECT_TRUE(take_as("A. Reader", EntryKind::kOpened).value().replayed);
    EXPECT_EQ(journal.records.size(), size);
    EXPECT_TRUE(take_as("D. Governor", EntryKind::kActioned)) << "whoever acts is still recorded";
    EXPECT_EQ(take_as("E. Clerk", EntryKind::kOpened).error().code, ProblemCode::kWrongState);
    EXPECT_EQ(journal.records.size(), size + 1);
}

TEST_F(AcknowledgeTest, OnlyTheFirstOfEachStepUsesTheReserve)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    short_of_space = true;
    EXPECT_TRUE(take(EntryKind::kDelivered));
    EXPECT_TRUE(take_as("A. Reader", EntryKind::kOpened));
    EXPECT_EQ(take_as("B. Head", EntryKind::kOpened).error().code, ProblemCode::kStorageFull);
    EXPECT_TRUE(take_as("A. Reader", EntryKind::kOpened).value().replayed);
    EXPECT_TRUE(take_as("B. Head", EntryKind::kActioned));
    short_of_space = false;
    EXPECT_TRUE(take_as("B. Head", EntryKind::kOpened));
}

TEST_F(AcknowledgeTest, ALaterReaderDoesNotTakeBackHowFarTheMessageGot)
{
    for (EntryKind const end : {EntryKind::kActioned, EntryKind::kRejected}) {
        std::string const message{name_of(end)};
        ASSERT_TRUE(put(EntryKind::kAccepted, message));
        for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened, end})
            ASSERT_TRUE(take(step, message));

        ASSERT_TRUE(take_as("B. Head", EntryKind::kOpened, message));

        auto const steps = timeline(journal.projections, message).value();
        EXPECT_EQ(steps.back().kind, EntryKind::kOpened);
        EXPECT_EQ(furthest(steps), end);
        EXPECT_TRUE(overdue(journal.projections, deadline, 10).value().empty());
    }
}

TEST_F(AcknowledgeTest, AnotherEndThanTheOneRecordedIsRefusedByName)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened})
        ASSERT_TRUE(take(step));
    auto const first = take_as("A. Reader", EntryKind::kRejected, "m1", "not_on_roll");
    std::size_t const size = journal.records.size();

    EXPECT_EQ(take_as("A. Reader", EntryKind::kRejected, "m1", "not_on_roll").value().index, first.value().index);
    auto const other_person = take_as("B. Head", EntryKind::kRejected, "m1", "not_on_roll");
    auto const other_code = take_as("A. Reader", EntryKind::kRejected, "m1", "wrong_area");
    for (Problem const& refused : {other_person.error(), other_code.error()}) {
        EXPECT_EQ(refused.code, ProblemCode::kWrongState);
        EXPECT_NE(refused.detail.find("rejected already"), std::string::npos) << refused.detail;
    }
    EXPECT_EQ(take_as("A. Reader", EntryKind::kActioned).error().code, ProblemCode::kWrongState);
    EXPECT_EQ(journal.records.size(), size);
}

TEST_F(AcknowledgeTest, TheDeadlineEndsWhenAPersonOpens)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    EXPECT_TRUE(overdue(journal.projections, deadline - 1ms, 10).value().empty());
    ASSERT_EQ(overdue(journal.projections, deadline, 10).value().size(), 1U);
    EXPECT_EQ(overdue(journal.projections, deadline, 10).value().front().message, "m1");
    EXPECT_EQ(overdue(journal.projections, deadline, 10).value().front().at, deadline);
    ASSERT_TRUE(take(EntryKind::kDelivered));
    EXPECT_EQ(overdue(journal.projections, deadline, 10).value().size(), 1U) << "fetched is not read";
    ASSERT_TRUE(take(EntryKind::kOpened));
    EXPECT_TRUE(overdue(journal.projections, deadline, 10).value().empty());
}

TEST_F(AcknowledgeTest, ADeadlineForActionOutlivesTheOpening)
{
    acknowledgement = "actioned";
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    EXPECT_EQ(overdue(ledger.projections(), deadline, 9)->size(), 1U);

    ASSERT_TRUE(take(EntryKind::kActioned));

    EXPECT_TRUE(overdue(ledger.projections(), deadline, 9)->empty());
}

TEST_F(AcknowledgeTest, WhatTheTypeDoesNotKnowIsRefusedAndNotRecorded)
{
    allowed = [](std::string_view type) {
        EXPECT_EQ(type, "encompass.notification/1");
        return AnswersOfType{false, {"not_on_roll"}};
    };
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    std::size_t const size = journal.records.size();

    EXPECT_EQ(take(EntryKind::kActioned).error().code, ProblemCode::kInvalidValue);
    auto const wrong_code = take_as("A. Reader, deputy DSL", EntryKind::kRejected, "m1", "wrong_area");
    EXPECT_EQ(wrong_code.error().code, ProblemCode::kInvalidValue);
    EXPECT_EQ(wrong_code.error().next, "They are: not_on_roll.");
    EXPECT_EQ(journal.records.size(), size);

    EXPECT_TRUE(take_as("A. Reader, deputy DSL", EntryKind::kRejected, "m1", "not_on_roll"));
}

TEST_F(AcknowledgeTest, WhatIsHeldIsReleasedOrReturnedAndNotAcknowledged)
{
    ASSERT_TRUE(put(EntryKind::kHeld, "m1"));
    ASSERT_TRUE(take(EntryKind::kDelivered));
    ASSERT_TRUE(take(EntryKind::kOpened));
    std::size_t const size = journal.records.size();

    EXPECT_EQ(take(EntryKind::kActioned).error().code, ProblemCode::kWrongState);
    EXPECT_EQ(take_as("A. Reader", EntryKind::kRejected, "m1", "wrong_area").error().code, ProblemCode::kWrongState);
    EXPECT_EQ(journal.records.size(), size);
}

TEST_F(AcknowledgeTest, TheTimelineTellsEveryStepInOrder)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    ASSERT_TRUE(put(EntryKind::kAccepted, "m10"));
    for (EntryKind const step : {EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kActioned})
        ASSERT_TRUE(take(step));
    Steps kinds;
    std::vector<Sequence> at;
    auto const steps = timeline(journal.projections, "m1").value();
    for (Step const& step : steps) {
        kinds.push_back(step.kind);
        at.push_back(step.index);
    }
    EXPECT_EQ(kinds, (Steps{EntryKind::kAccepted, EntryKind::kDelivered, EntryKind::kOpened, EntryKind::kActioned}));
    EXPECT_EQ(at, (std::vector<Sequence>{0, 2, 3, 4}));
    EXPECT_TRUE(timeline(journal.projections, "m").value().empty());
}

TEST_F(AcknowledgeTest, AFailedReadIsNotAMissingMessage)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    journal.projections.broken = true;
    EXPECT_EQ(take(EntryKind::kDelivered).error().code, ProblemCode::kUnavailable);
}

TEST_F(AcknowledgeTest, AStepNamesItsMessageTypeAndSubjectForTheAuditor)
{
    ASSERT_TRUE(put(EntryKind::kAccepted, "m1"));
    auto const receipt = take(EntryKind::kDelivered);
    EXPECT_EQ(receipt.value().entry.agency, "school.901233");
    EXPECT_EQ(receipt.value().entry.type, "encompass.notification/1");
    EXPECT_EQ(receipt.value().entry.subjects, (std::vector<std::string>{"00112233445566778899aabbccddeeff"}));
}

}  // namespace
}  // namespace micklegate::deliver
