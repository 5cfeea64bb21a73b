// The watch on deadlines goes on whatever is wrong with a row, a journal or a clock, and tells its operator of no
// person.
#include "gateway/serve/deadlines.hpp"

#include "tests/component/watch/watched_store.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using namespace std::chrono_literals;
using commit::EntryKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

class DeadlinesTest : public testing::Test {
protected:
    void put(std::string const& id, std::chrono::milliseconds due_in)
    {
        commit::Append append;
        append.entry.kind = EntryKind::kAccepted;
        append.entry.agency = samples::kForce.get();
        append.entry.recipient = "school.901233";
        append.entry.message = id;
        append.entry.agreement = "north-yorkshire-encompass/1.0";
        append.entry.rule = "school-under-18";
        append.entry.policy = samples::policy().digest;
        append.entry.deadline = site.clock.now() + due_in;
        put(id, std::move(append));
    }
    void put(std::string const& id, commit::Append append)
    {
        ASSERT_TRUE(test::commit_one(
            *site.loop,
            {id, 1, [append = std::move(append)](commit::Ledger const&) -> commit::Proposal { return append; }}));
    }
    /// "message target" in the order of their entries.
    std::vector<std::string> escalated() const
    {
        std::vector<std::string> all;
        site.each_entry([&](Sequence, commit::Entry const& entry) {
            if (entry.kind == EntryKind::kEscalated)
                all.push_back(entry.message + " " + entry.code);
        });
        return all;
    }

    WatchedStore site{"2026-11-23T08:00:00Z"};
    std::atomic<bool> full = false;
    std::vector<std::string> told;
    receive::Log const log = [this](receive::Severity, std::string const& line) { told.push_back(line); };
    commit::CommitLoop loop{site.store->journal(),
                            site.store->ledger(),
                            site.clock.clock(),
                            [this] {
                                return full ? Result<void>{problem(ProblemCode::kStorageFull, "The disk is full.")}
                                            : Result<void>{};
                            },
                            {}};
    Deadlines deadlines{site.store->ledger(),
                        loop,
                        site.clock.clock(),
                        [this] { return site.setup; },
                        [](std::string const&) -> Result<policy::PolicyFiles> {
                            return problem(ProblemCode::kNotFound, "No set was kept.");
                        },
                        samples::kDesk,
                        log};
};

TEST_F(DeadlinesTest, TellsTheOperatorHowManyAndNotWhich)
{
    put("m1", 10min);
    put("m2", 10min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(told, IsEmpty());
    site.clock.advance(10min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(told, ElementsAre(testing::AllOf(HasSubstr("Deadlines passed that nobody met: 2."),
                                                 Not(HasSubstr("m1")), Not(HasSubstr("school")))));
    EXPECT_THAT(deadlines.readings(), testing::Contains(Pair("escalations_total", 2)));
    site.clock.advance(30min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_EQ(told.size(), 1U) << "a message becomes late once";
    EXPECT_THAT(deadlines.readings(), testing::Contains(Pair("escalations_total", 4)));
}

TEST_F(DeadlinesTest, WhatCannotBeRecordedNowIsRecordedLater)
{
    put("m1", 0min);
    full = true;
    EXPECT_EQ(deadlines.escalate_some().error().code, ProblemCode::kStorageFull);
    site.clock.advance(24h);
    EXPECT_EQ(deadlines.escalate_some().error().code, ProblemCode::kStorageFull);
    EXPECT_THAT(escalated(), IsEmpty());
    full = false;
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(escalated(), ElementsAre("m1 deputy"));
}

TEST_F(DeadlinesTest, ManyAtOnceAreTakenInSlicesAndNoneIsLeftOut)
{
    std::vector<commit::Record> records;
    for (int i = 0; i < 2'500; ++i) {
        commit::Entry entry;
        entry.kind = EntryKind::kAccepted;
        entry.message = "m" + std::to_string(i);
        entry.recipient = "school.901233";
        entry.deadline = site.clock.now();
        records.push_back({commit::encode(entry), {}, {}});
    }
    auto const head = site.store->journal().head();
    ASSERT_TRUE(std::holds_alternative<commit::Committed>(
        site.store->journal().append(head.next, head.epoch, std::span{records}.first(2'500))));
    EXPECT_TRUE(deadlines.escalate_some().value());
    EXPECT_TRUE(deadlines.escalate_some().value());
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_EQ(escalated().size(), 2'500U);
}

TEST_F(DeadlinesTest, AClockThatIsSetBackHidesNothing)
{
    EXPECT_FALSE(deadlines.escalate_some().value());
    site.clock.advance(-48h);
    put("m1", 5min);
    site.clock.advance(5min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(escalated(), ElementsAre("m1 deputy"));
}

TEST_F(DeadlinesTest, WhatWasStoredLongAfterItsTimeIsFoundByTheNextWholePass)
{
    EXPECT_FALSE(deadlines.escalate_some().value());
    put("m1", -59min);
    put("m2", -5min);
    site.clock.advance(1min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(escalated(), ElementsAre("m2 deputy"));
    site.clock.advance(24min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(escalated(), ElementsAre("m2 deputy"));
    site.clock.advance(35min);
    EXPECT_FALSE(deadlines.escalate_some().value());
    EXPECT_THAT(escalated(), ElementsAre("m2 deputy", "m1 deputy", "m2 head"));
}

TEST_F(DeadlinesTest, BeginsByItself)
{
    put("m1", 0min);
    deadlines.start();
    while (escalated().empty())
        std::this_thread::yield();
    deadlines.stop();
    deadlines.stop();
    EXPECT_THAT(escalated(), ElementsAre("m1 deputy"));
    EXPECT_THAT(deadlines.readings(), testing::Contains(Pair("deadlines_late", 1)));
}

}  // namespace
}  // namespace micklegate::serve
