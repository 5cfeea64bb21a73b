// A journal in memory with messages that are due, and a watch that takes its turns when a test says so.
#pragma once

#include "gateway/crypto/site_keys.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/storage/fold.hpp"
#include "gateway/watch/escalate.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"

#include <gmock/gmock.h>

namespace micklegate::watch {

inline std::string const kSchool = "school.901233";

class WatchTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    /// As north-yorkshire-encompass/school-under-18 accepts it: the chain is deputy, head, la_childrens.
    [[nodiscard]] commit::Append message(std::string const& id) const
    {
        commit::Append append;
        commit::Entry& entry = append.entry;
        entry.kind = commit::EntryKind::kAccepted;
        entry.agency = samples::kForce.get();
        entry.recipient = kSchool;
        entry.message = id;
        entry.type = "encompass.notification/1";
        entry.agreement = agreement + "/1.0";
        entry.rule = rule;
        entry.policy = samples::policy().digest;
        entry.subjects = {"00112233445566778899aabbccddeeff"};
        entry.deadline = deadline;
        entry.acknowledgement = "opened";
        return append;
    }
    Result<commit::Receipt> put(commit::Append append)
    {
        return test::commit_one(
            *loop, {append.entry.message, 1, [append](commit::Ledger const&) -> commit::Proposal { return append; }});
    }
    Result<commit::Receipt> take(commit::EntryKind kind, std::string const& id, std::string const& code = {})
    {
        std::string const person = kind == commit::EntryKind::kDelivered ? "" : "A. Reader, deputy DSL";
        return test::commit_one(*loop, deliver::acknowledge({kind, id, AgencyId{kSchool}, person, code}, keys, 3,
                                                            [](std::string_view) { return std::nullopt; }));
    }
    void open(std::string const& id)
    {
        ASSERT_TRUE(take(commit::EntryKind::kDelivered, id));
        ASSERT_TRUE(take(commit::EntryKind::kOpened, id));
    }

    [[nodiscard]] Partnership partnership() const { return {*agencies, samples::registers().schools, samples::kDesk}; }
    [[nodiscard]] std::vector<Escalation> rung()
    {
        std::vector<Escalation> due;
        std::vector<deliver::Due> const alarms = deliver::alarms(ledger.projections(), {}, clock.now(), 10'000).value();
        for (deliver::Due const& alarm : alarms)
            if (auto what = escalation_of(alarm, ledger, chains, partnership(), samples::policy(), clock.now()).value())
                due.push_back(*std::move(what));
        return due;
    }
    /// The escalations that were recorded, each "target > agency".
    std::vector<std::string> escalate_all() { return answer(rung()); }
    std::vector<std::string> answer(std::vector<Escalation> due)
    {
        std::vector<commit::Intent> intents;
        for (Escalation& what : due)
            intents.push_back(escalate(std::move(what)));
        std::vector<std::string> told;
        if (intents.empty())
            return told;
        for (auto const& answer : test::commit_all(*loop, std::move(intents)))
            if (answer.value().entry.kind == commit::EntryKind::kEscalated)
                told.push_back(answer->entry.code + " > " + answer->entry.recipient);
        return told;
    }
    [[nodiscard]] std::vector<std::string> due_for(std::string const& agency) const
    {
        std::vector<std::string> messages;
        auto const slice = deliver::due_of_agency(ledger.projections(), agency, {}, 100).value();
        for (deliver::Due const& due : slice.due)
            messages.push_back(due.message);
        return messages;
    }
    /// What the projections would be if the journal were read anew.
    [[nodiscard]] std::map<std::string, std::string, std::less<>> folded_anew() const
    {
        test::MemoryKeyValues anew;
        for (Sequence index = 0; index < journal.records.size(); ++index)
            EXPECT_TRUE(storage::fold(index, journal.records[index], anew));
        return anew.values;
    }
    void restart()
    {
        loop.reset();
        loop.emplace(
            journal, ledger, clock.clock(), [] { return Result<void>{}; }, commit::CommitLoop::Settings{});
    }

    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    AgenciesSnapshot agencies = samples::Partnership{}.agencies();
    std::string agreement = "north-yorkshire-encompass";
    std::string rule = "school-under-18";
    test::ManualClock clock{"2026-11-23T06:00:00Z"};
    Moment deadline = parse_rfc3339("2026-11-23T08:30:00Z").value();
    PromisedChains chains{[](std::string const&) -> Result<policy::PolicyFiles> {
        return problem(ProblemCode::kNotFound, "No set was kept.");
    }};
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger ledger{journal};
    std::optional<commit::CommitLoop> loop{
        std::in_place, journal, ledger, clock.clock(), [] { return Result<void>{}; }, commit::CommitLoop::Settings{}};
};

}  // namespace micklegate::watch
