// Who reads the store for an answer: the workers, never a session's thread.
#include "gateway/deliver/acknowledge.hpp"
#include "tests/support/submit.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <thread>

namespace micklegate::api {
namespace {

class WatchedLedger final : public test::MemoryLedger {
public:
    using test::MemoryLedger::MemoryLedger;

    Result<std::string> checkpoint() const override
    {
        checkpoint_read_by = std::this_thread::get_id();
        return test::MemoryLedger::checkpoint();
    }

    mutable std::thread::id checkpoint_read_by{};
};

class CommittedAnswer : public ServicesTest {
protected:
    void expect_read_by_a_worker() const
    {
        EXPECT_NE(watched.checkpoint_read_by, std::thread::id{});
        EXPECT_NE(watched.checkpoint_read_by, std::this_thread::get_id());
    }

    WatchedLedger const watched{journal};
    Services const watching{road,          commits,  watched,  keys,    subjects, [] { return road::Setup{}; },
                            clock.clock(), Limits{}, mailroom, budgets, refusals, cosignatures,
                            workers,       witnessed};
};

TEST_F(CommittedAnswer, ToABatchIsMadeByTheWorkers)
{
    auto const answer = answer_to(submit, request_of_school("application/cloudevents-batch+json", "[{}]"), watching);

    EXPECT_EQ(answer.status, 202U) << answer.body;
    expect_read_by_a_worker();
}

TEST_F(CommittedAnswer, ToAReceiptIsMadeByTheWorkers)
{
    auto const opened =
        request_of_school("application/json", R"({"state":"opened","by":{"name":"Ada Lythe","role":"lead"}})");
    commit::Append message;
    message.entry.kind = commit::EntryKind::kAccepted;
    message.entry.agency = "police.north-yorkshire";
    message.entry.recipient = opened.peer.get();
    message.entry.message = opened.parameters.at("id");
    ASSERT_TRUE(
        test::commit_one(commits, {"message", 1, [message](auto const&) -> commit::Proposal { return message; }}));
    ASSERT_EQ(answer_to(inbox_fetch, opened, watching).status, 200U);

    auto const answer = answer_to(inbox_receipt, opened, watching);

    EXPECT_EQ(answer.status, 202U) << answer.body;
    expect_read_by_a_worker();
}

}  // namespace
}  // namespace micklegate::api
