#include "gateway/bench/measure.hpp"

#include "gateway/bench/bench_site.hpp"
#include "gateway/bench/load_generator.hpp"
#include "gateway/bench/sample_events.hpp"
#include "gateway/bench/store_floor.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/vfs.h>

#include <numeric>

namespace micklegate::bench {
namespace {

using Events = std::span<std::string const>;

constexpr std::size_t kFloorSamples = 500;

std::string file_system_of(std::filesystem::path const& folder)
{
    constexpr auto kTmpfs = 0x01021994;  // statfs(2)
    struct statfs facts {};
    if (statfs(folder.c_str(), &facts) != 0)
        return "an unknown file system";
    return facts.f_type == kTmpfs ? "a file system in memory" : "a file system on a device";
}

std::chrono::microseconds own_cpu()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds{usage.ru_utime.tv_sec + usage.ru_stime.tv_sec} +
           std::chrono::microseconds{usage.ru_utime.tv_usec + usage.ru_stime.tv_usec};
}

double per_second(std::size_t count, Duration took)
{
    return static_cast<double>(count) / std::chrono::duration<double>(took).count();
}

Duration sum(std::vector<Duration> const& durations)
{
    return std::accumulate(durations.begin(), durations.end(), Duration{0});
}

double median_of(std::vector<Round> const& rounds, auto const& figure)
{
    std::vector<double> values;
    for (Round const& round : rounds)
        values.push_back(figure(round));
    return median(std::move(values));
}

/// What all phases share.
struct Bench {
    Plan const& plan;
    RunningGateway& gateway;
    LoadGenerator& load;
    StoreFloor& floor;
};

/// The floor's work is this process's too, so its own processor time is taken around the batches alone.
Result<Round> run_round(Bench const& bench, Events events, std::chrono::microseconds& own)
{
    auto const begin = own_cpu();
    auto const took = bench.load.send_batches(events, bench.plan.batch);
    if (!took)
        return took.error();
    own += own_cpu() - begin;
    auto const written = bench.floor.write(events, bench.plan.batch);
    if (!written)
        return written.error();
    return Round{per_second(events.size(), *took), per_second(events.size(), sum(*written))};
}

Result<void> measure_batches(Bench const& bench, Events events, Report& report)
{
    std::size_t const slice = events.size() / bench.plan.rounds;
    std::chrono::microseconds own{0};
    auto const before = bench.gateway.process->cost();
    if (!before)
        return before.error();
    for (std::size_t i = 0; i < bench.plan.rounds; ++i) {
        auto const round = run_round(bench, events.subspan(i * slice, slice), own);
        if (!round)
            return round.error();
        report.rounds.push_back(*round);
    }
    auto const after = bench.gateway.process->cost();
    if (!after)
        return after.error();
    auto const messages = static_cast<std::int64_t>(slice * bench.plan.rounds);
    report.gateway_cpu = std::chrono::nanoseconds{after->cpu - before->cpu} / messages;
    report.generator_cpu = std::chrono::nanoseconds{own} / messages;
    return {};
}

Result<void> measure_singles(Bench const& bench, Events events, Report& report)
{
    auto const trips = bench.load.round_trips(kFloorSamples);
    auto const synced = bench.floor.write(events.first(std::min(kFloorSamples, events.size())), 1);
    auto const sent = bench.load.send_at_rate(events, bench.plan.rate);
    if (!trips || !synced || !sent)
        return !trips ? trips.error() : !synced ? synced.error() : sent.error();
    report.round_trip = latency_of(*trips);
    report.sync = latency_of(*synced);
    report.submission = latency_of(*sent);
    return {};
}

Result<void> load_gateway(Plan const& plan, BenchSite const& site, RunningGateway& gateway, Events events,
                          Telling const& tell, Report& report)
{
    auto load = LoadGenerator::connect(site.client(gateway.port), plan.connections);
    if (!load)
        return load.error();
    auto floor = StoreFloor::open(site.folder() / "floor");
    if (!floor)
        return floor.error();
    Bench const bench{plan, gateway, *load, *floor};
    std::uint64_t const empty = site.store_bytes();
    tell("Sending batches, in turn with the store alone.");
    if (auto const done = measure_batches(bench, events.first(plan.messages), report); !done)
        return done;
    report.disk_bytes = (site.store_bytes() - empty) / plan.messages;
    tell("Sending single messages at a fixed rate.");
    if (auto const done = measure_singles(bench, events.subspan(plan.messages), report); !done)
        return done;
    auto const cost = gateway.process->cost();
    if (!cost)
        return cost.error();
    report.memory = cost->memory;
    report.most_memory = cost->most_memory;
    return {};
}

Result<void> verify(BenchSite const& site, std::size_t messages, Report& report)
{
    auto const begin = std::chrono::steady_clock::now();
    auto const entries = site.verify_log();
    if (!entries)
        return entries.error();
    report.verification = std::chrono::steady_clock::now() - begin;
    report.entries = *entries;
    if (*entries < messages)
        return problem(ProblemCode::kIntegrity, "The log holds fewer entries than messages were accepted.");
    return {};
}

}  // namespace

double Report::messages_per_second() const
{
    return median_of(rounds, [](Round const& round) { return round.gateway; });
}

double Report::store_per_second() const
{
    return median_of(rounds, [](Round const& round) { return round.store; });
}

double Report::share_of_store() const
{
    return median_of(rounds, [](Round const& round) { return round.gateway / round.store; });
}

Result<Report> measure(Plan const& plan, Telling const& tell, std::stop_token const& stop)
{
    tell("Making a site with its agencies.");
    auto const site = BenchSite::make(plan.folder, stop);
    if (!site)
        return site.error();
    auto const registers = (*site)->registers();
    if (!registers)
        return registers.error();
    std::size_t const count = plan.messages + plan.rate * plan.seconds;
    auto const events =
        sample_events((*registers)->schools, {AgencyId{BenchSite::kSender}, system_now(), count, plan.bytes});
    if (events.size() < count)
        return problem(ProblemCode::kConfiguration, "The sample register has no open school.");
    auto gateway = (*site)->serve();
    if (!gateway)
        return gateway.error();

    Report report;
    report.file_system = file_system_of((*site)->folder());
    report.event_bytes = events[count / 2].size();
    if (auto const loaded = load_gateway(plan, **site, *gateway, events, tell, report); !loaded)
        return loaded.error();
    gateway->process->signal(SIGTERM);
    if (gateway->process->wait() != 0)
        return gateway->process->failed();
    tell("Verifying the log.");
    if (auto const verified = verify(**site, count, report); !verified)
        return verified.error();
    return report;
}

}  // namespace micklegate::bench
