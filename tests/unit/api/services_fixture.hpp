// What the handlers need, over a journal in memory.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/deliver/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::api {

class ServicesTest : public testing::Test {
protected:
    crypto::SiteKeys const keys = [] {
        crypto::initialise();
        return crypto::SiteKeys::derive(crypto::Secret::random(32));
    }();
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    test::MemoryJournal journal{deliver::fold};
    test::MemoryLedger const ledger{journal};
    commit::CommitLoop commits{journal, ledger, clock.clock(), [] { return Result<void>{}; }, {}};
    road::Road const road{keys, AgencyId{"desk.north-yorkshire"}};
    Mailroom mailroom;
    Budgets budgets{{10, 10}};
    Budgets refusals{{10, 10}};
    Workers workers{1};
    Services const services{road,          commits,  ledger,   keys,    [] { return road::Setup{}; },
                            clock.clock(), Limits{}, mailroom, budgets, refusals, workers};
};

}  // namespace micklegate::api
