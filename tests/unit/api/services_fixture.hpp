// What the handlers need, over a journal in memory.
#pragma once

#include "gateway/api/handlers.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

namespace micklegate::api {

/// What the resource answers; this thread is the session's.
inline receive::HttpResponse answer_to(Answer (*resource)(receive::HttpRequest&, Services const&),
                                       receive::HttpRequest request, Services const& services)
{
    receive::HttpResponse answer;
    boost::asio::io_context context;
    auto const told = [&](std::exception_ptr failure, receive::HttpResponse response) {
        EXPECT_FALSE(failure);
        answer = std::move(response);
    };
    boost::asio::co_spawn(context, resource(request, services), told);
    context.run();
    return answer;
}

inline receive::HttpRequest request_of_school(std::string content_type, std::string body)
{
    receive::HttpRequest made;
    made.method = "POST";
    made.content_type = std::move(content_type);
    made.body = std::move(body);
    made.parameters.emplace("id", "0194a1b2-0000-7000-8000-000000000000");
    made.peer = AgencyId{"school.901233"};
    return made;
}

/// With a checkpoint of its size, signed by nobody.
class SizedLedger final : public test::MemoryLedger {
public:
    explicit SizedLedger(test::MemoryJournal const& journal) : MemoryLedger{journal}, journal_{journal} {}
    Result<std::string> checkpoint() const override
    {
        return "gate.example/log\n" + std::to_string(journal_.records.size()) + "\n" + base64(Bytes(32)) + "\n\n";
    }

private:
    test::MemoryJournal const& journal_;
};

class ServicesTest : public testing::Test {
protected:
    crypto::SiteKeys const keys = [] {
        crypto::initialise();
        return crypto::SiteKeys::derive(crypto::Secret::random(32));
    }();
    test::ManualClock clock{"2026-11-22T06:00:00Z"};
    test::MemoryJournal journal{storage::fold};
    SizedLedger const ledger{journal};
    commit::CommitLoop commits{journal, ledger, clock.clock(), [] { return Result<void>{}; }, {}};
    commit::SubjectKeys const subjects{keys};
    road::Road const road{keys, subjects, AgencyId{"desk.north-yorkshire"}};
    Mailroom mailroom;
    Budgets budgets{{10, 10}};
    Budgets refusals{{10, 10}};
    Budgets cosignatures{{10, 1}};
    Workers workers{1};
    commit::WitnessedLog witnessed{ledger,
                                   evidence::note_key("gate.example/log", keys.log.verify_key()),
                                   {[](auto const&) { return Result<void>{}; }, [](auto const&) {}}};
    Services const services{road,          commits,  ledger,   keys,    subjects, [] { return road::Setup{}; },
                            clock.clock(), Limits{}, mailroom, budgets, refusals, cosignatures,
                            workers,       witnessed};
};

}  // namespace micklegate::api
