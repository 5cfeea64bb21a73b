// What the watch on deadlines costs while a million messages are due.
#include "gateway/serve/deadlines.hpp"
#include "gateway/storage/family_writer.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/tmp_folder.hpp"

#include <benchmark/benchmark.h>

namespace micklegate {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPending = 1'000'000;
constexpr std::size_t kMet = kPending / 5;
constexpr std::size_t kAtOnce = 4'000;
constexpr std::size_t kLate = 20'000;

/// A million messages that fall due within the next week, and some more that were met before they did.
class Watched {
public:
    Watched()
    {
        crypto::initialise();
        static_cast<void>(open());
        write_pending();
        store_ = open();
        loop_.emplace(
            store_->journal(), store_->ledger(), clock_.clock(), [] { return Result<void>{}; },
            commit::CommitLoop::Settings{});
        auto const no_set = [](std::string const&) -> Result<policy::PolicyFiles> {
            return problem(ProblemCode::kNotFound, "No set was kept.");
        };
        deadlines_.emplace(
            store_->ledger(), *loop_, clock_.clock(), [this] { return setup_; }, no_set, samples::kDesk, log_);
    }

    serve::Deadlines& deadlines() { return *deadlines_; }
    commit::KeyValueReader const& rows() const { return store_->ledger().projections(); }
    Moment now() const { return clock_.now(); }

    /// Messages of which the deadline has passed, with entries that can be read.
    void add_late(std::size_t count)
    {
        std::vector<commit::Record> records;
        for (std::size_t i = 0; i < count; ++i)
            records.push_back({commit::encode(message("late" + std::to_string(number_++), now())), {}, {}});
        auto const head = store_->journal().head();
        if (!std::holds_alternative<commit::Committed>(store_->journal().append(head.next, head.epoch, records)))
            throw std::runtime_error{"nothing was stored"};
    }

private:
    std::unique_ptr<storage::Store> open() { return std::move(storage::Store::open(settings(), keys_.log)).value(); }
    storage::StoreSettings settings() const { return {folder_.path() / "data", "gate.example/log", {}}; }
    static commit::Entry message(std::string const& id, Moment deadline)
    {
        commit::Entry entry;
        entry.kind = commit::EntryKind::kAccepted;
        entry.agency = samples::kForce.get();
        entry.recipient = "school.901233";
        entry.message = id;
        entry.type = "encompass.notification/1";
        entry.agreement = "north-yorkshire-encompass/1.5";
        entry.rule = "school-under-18";
        entry.policy = samples::policy().digest;
        entry.subjects = {"00112233445566778899aabbccddeeff"};
        entry.deadline = deadline;
        entry.acknowledgement = "opened";
        return entry;
    }
    /// The rows alone: a turn at which nothing is due reads nothing else.
    void write_pending()
    {
        auto const database = std::move(storage::Database::open(settings(), false)).value();
        for (bool const met : {false, true})
            for (std::size_t at = 0; at < kPending + kMet; at += kAtOnce) {
                rocksdb::WriteBatch batch;
                storage::FamilyWriter out{batch, *database, storage::Family::kProjections};
                for (std::size_t i = at; i < at + kAtOnce; ++i)
                    fold(i, met, out);
                if (!database->write(batch).ok())
                    throw std::runtime_error{"nothing was stored"};
            }
    }
    void fold(std::size_t i, bool met, commit::KeyValueWriter& out) const
    {
        if (met && i % ((kPending + kMet) / kMet) != 0)
            return;
        commit::Entry entry =
            message("018f2a3b-0000-7000-8000-" + std::to_string(100'000'000'000 + i), clock_.now() + 1min + i * 500ms);
        if (met) {
            entry.kind = commit::EntryKind::kOpened;
            entry.due_for = {entry.agency, entry.recipient};
        }
        deliver::fold_due(entry, out);
    }

    test::TmpFolder const folder_;
    crypto::SiteKeys const keys_ = crypto::SiteKeys::derive(crypto::Secret::random(32));
    test::ManualClock clock_{"2026-11-22T12:00:00Z"};
    road::Setup const setup_{{std::shared_ptr<policy::PolicySet const>{}, &samples::policy()},
                             samples::Partnership{}.agencies(),
                             {std::shared_ptr<registers::Registers const>{}, &samples::registers()}};
    receive::Log const log_ = [](receive::Severity, std::string const&) {};
    std::size_t number_ = 0;
    std::unique_ptr<storage::Store> store_;
    std::optional<commit::CommitLoop> loop_;
    std::optional<serve::Deadlines> deadlines_;
};

Watched& watched()
{
    static Watched all;
    return all;
}

void turn_with_nothing_due(benchmark::State& state)
{
    serve::Deadlines& deadlines = watched().deadlines();
    while (deadlines.escalate_some().value()) {
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(deadlines.escalate_some());
}

void first_pass_after_a_start(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(deliver::alarms(watched().rows(), {}, watched().now(), 1'000));
}

void a_thousand_escalations(benchmark::State& state)
{
    for (auto _ : state) {
        state.PauseTiming();
        watched().add_late(1'000);
        state.ResumeTiming();
        while (watched().deadlines().escalate_some().value()) {
        }
    }
}

void count_of_what_is_late(benchmark::State& state)
{
    watched().add_late(kLate);
    for (auto _ : state)
        benchmark::DoNotOptimize(deliver::overdue(watched().rows(), watched().now(), 10'000));
}

void a_page_of_an_agency_that_has_a_million(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(deliver::due_of_agency(watched().rows(), "school.901233", {}, 500));
}

BENCHMARK(turn_with_nothing_due)->Unit(benchmark::kMicrosecond);
BENCHMARK(first_pass_after_a_start)->Unit(benchmark::kMicrosecond);
BENCHMARK(a_page_of_an_agency_that_has_a_million)->Unit(benchmark::kMicrosecond);
BENCHMARK(a_thousand_escalations)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(20);
BENCHMARK(count_of_what_is_late)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace micklegate
