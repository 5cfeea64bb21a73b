// A journal in memory with everything that is folded from it, and a message about a child in it.
#pragma once

#include "gateway/commit/destroyed.hpp"
#include "gateway/deliver/acknowledge.hpp"
#include "gateway/keep/asked.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/submit.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace micklegate::keep {

using commit::EntryKind;
using commit::Receipt;

inline AgencyId const kForce{"police.north-yorkshire"};
inline AgencyId const kSchool{"school.901233"};
inline AgencyId const kDesk{"desk.north-yorkshire"};
inline AgencyId const kAuditor{"auditor.york"};
inline constexpr char const* kChild = "h801200001001";

class KeepTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    commit::SubjectKeyPtr child() { return subjects.of(kChild, ledger).value(); }

    /// A message about the child, as it would be stored.
    commit::Append message(std::string const& id, EntryKind kind = EntryKind::kAccepted)
    {
        commit::Append append;
        append.subject = child();
        append.entry.kind = kind;
        append.entry.agency = kForce.get();
        append.entry.recipient = (kind == EntryKind::kHeld ? kDesk : kSchool).get();
        append.entry.message = id;
        append.entry.type = "encompass.notification/1";
        append.entry.subjects = {append.subject->pseudonym()};
        append.entry.retention = "child_protection_file";
        append.entry.keep_days = 28;
        append.entry.event = commit::EventMark{"key of " + id, "print"};
        append.sealed = {1, 2, 3};
        return append;
    }
    Result<Receipt> put(commit::Append append)
    {
        std::string const key = append.entry.message;
        return test::commit_one(
            loop, {key, 1, [append = std::move(append)](commit::Ledger const&) -> commit::Proposal { return append; }});
    }
    Result<Receipt> take(EntryKind kind, std::string const& id = "m1", AgencyId const& agency = kSchool)
    {
        std::string const by = kind == EntryKind::kDelivered ? "" : "A. Reader, deputy DSL";
        return test::commit_one(
            loop, deliver::acknowledge({kind, id, agency, by, ""}, keys, 3, [](auto) { return std::nullopt; }));
    }
    void put_opened(std::string const& id = "m1")
    {
        ASSERT_TRUE(put(message(id)));
        ASSERT_TRUE(take(EntryKind::kDelivered, id));
        ASSERT_TRUE(take(EntryKind::kOpened, id));
    }
    Asked asked(AgencyId const& agency, std::string const& person = "Ada Lythe, data protection officer") const
    {
        return {agency, person, "Zelda Quibble's mother asked for it.", clock.now()};
    }
    bool is_destroyed(Sequence index) const { return commit::destroyed_by(ledger.projections(), index)->has_value(); }

    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger const ledger{journal};
    commit::SubjectKeys const subjects{keys};
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

/// Counts the entries that are read of it.
struct CountingLedger final : test::MemoryLedger {
    using MemoryLedger::MemoryLedger;
    Result<std::string> entry(Sequence index) const override { return ++reads, MemoryLedger::entry(index); }
    mutable std::atomic<std::size_t> reads = 0;
};

}  // namespace micklegate::keep
