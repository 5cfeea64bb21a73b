#include "gateway/notice/waiting.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::notice {
namespace {

using commit::EntryKind;

Moment const kNow = *parse_rfc3339("2026-11-22T19:37:05Z");
AgencyId const kSchool{"school.901233"};

class WaitingTest : public testing::Test {
protected:
    commit::Entry entry(EntryKind kind, std::string const& message)
    {
        commit::Entry out;
        out.kind = kind;
        out.time = kNow;
        out.message = message;
        out.recipient = kSchool.get();
        return out;
    }

    void fold(EntryKind kind, std::string const& message)
    {
        commit::Entry const one = entry(kind, message);
        deliver::fold_mailbox(next_, one, projections);
        if (auto const told = *told_of(next_, commit::encode(one)))
            arrivals.push_back(told->arrival);
        ++next_;
    }

    Waiting waiting() { return *still_waiting(kSchool, arrivals, projections, kNow); }

    test::MemoryKeyValues projections;
    std::vector<Arrival> arrivals;
    Sequence next_ = 0;
};

TEST_F(WaitingTest, MessagesHoldsRecallsAndEscalationsAreTold)
{
    for (EntryKind const kind :
         {EntryKind::kAccepted, EntryKind::kHeld, EntryKind::kRecallRequested, EntryKind::kEscalated}) {
        auto const told = told_of(3, commit::encode(entry(kind, "m1")));
        ASSERT_TRUE(told && *told) << name_of(kind);
        EXPECT_EQ((*told)->agency, kSchool);
        EXPECT_EQ((*told)->arrival.index, 3U);
        EXPECT_EQ((*told)->arrival.message, "m1");
    }
    for (EntryKind const kind : {EntryKind::kOpened, EntryKind::kRefused, EntryKind::kRecalled, EntryKind::kDelivered})
        EXPECT_FALSE(*told_of(3, commit::encode(entry(kind, "m1")))) << name_of(kind);
}

TEST_F(WaitingTest, WhatSomebodyOpenedMeanwhileWaitsNoMore)
{
    fold(EntryKind::kAccepted, "m1");
    fold(EntryKind::kAccepted, "m2");
    fold(EntryKind::kDelivered, "m1");
    EXPECT_EQ(waiting().messages, 2U) << "a system fetched it, which nobody has seen";
    fold(EntryKind::kOpened, "m1");
    EXPECT_EQ(waiting().messages, 1U);
    fold(EntryKind::kRecalled, "m2");
    EXPECT_EQ(waiting().messages, 0U);
}

TEST_F(WaitingTest, RecallOfAnOpenedMessageWaitsUntilItsDestructionIsConfirmed)
{
    fold(EntryKind::kAccepted, "m1");
    fold(EntryKind::kOpened, "m1");
    fold(EntryKind::kRecallRequested, "m1");
    EXPECT_EQ(waiting().messages, 1U);
    fold(EntryKind::kDestroyed, "m1");
    EXPECT_EQ(waiting().messages, 0U);
}

TEST_F(WaitingTest, MessageThatCameAndEscalatedIsOne)
{
    fold(EntryKind::kAccepted, "m1");
    fold(EntryKind::kEscalated, "m1");
    EXPECT_EQ(waiting().messages, 1U);
}

TEST_F(WaitingTest, IsLateOnceADeadlineOfTheAgencyHasPassed)
{
    commit::Entry accepted = entry(EntryKind::kAccepted, "m1");
    accepted.acknowledgement = "opened";
    accepted.deadline = kNow + std::chrono::seconds{1};
    deliver::fold_mailbox(0, accepted, projections);
    deliver::fold_due(accepted, projections);
    arrivals.push_back({0, "m1"});

    EXPECT_FALSE(waiting().late);
    EXPECT_TRUE(still_waiting(kSchool, arrivals, projections, kNow + std::chrono::seconds{2})->late);
}

}  // namespace
}  // namespace micklegate::notice
