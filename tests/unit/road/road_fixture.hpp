// The whole road without a socket: the repository's policies and registers, a store in a folder of its own.
#pragma once

#include "gateway/road/road.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <boost/json/serialize.hpp>

#include <gtest/gtest.h>

namespace micklegate::road {

class RoadTest : public testing::Test {
protected:
    RoadTest() { open(); }

    void open()
    {
        store = storage::Store::open({folder.path() / "data", "gate.example/log", {}}, keys.log).value();
        loop.emplace(
            store->journal(), store->ledger(), clock.clock(), [] { return Result<void>{}; },
            commit::CommitLoop::Settings{});
    }
    void close()
    {
        loop.reset();
        store.reset();
    }

    commit::Intent walk(boost::json::object const& event, AgencyId const& peer = samples::kForce)
    {
        return road.walk(read::read_event(event, {}).value(), {peer, setup, clock.now()}, store->ledger());
    }
    Result<commit::Receipt> send(boost::json::object const& event, AgencyId const& peer = samples::kForce)
    {
        return test::commit_one(*loop, walk(event, peer));
    }
    /// As the recipient fetches it.
    Bytes sealed_of(commit::Receipt const& receipt)
    {
        return subjects.sealed_message(store->ledger(), receipt.index, receipt.entry).value();
    }
    Sequence size() { return store->journal().head().next; }

    samples::Partnership const partnership;
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    road::Setup const setup{std::shared_ptr<policy::PolicySet const>{&samples::policy(), [](auto const*) {}},
                            partnership.agencies(),
                            std::shared_ptr<registers::Registers const>{&samples::registers(), [](auto const*) {}}};
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    test::TmpFolder const folder;
    commit::SubjectKeys const subjects{keys};
    Road const road{keys, subjects, samples::kDesk};
    std::unique_ptr<storage::Store> store;
    std::optional<commit::CommitLoop> loop;
};

}  // namespace micklegate::road
