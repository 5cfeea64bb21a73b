// What each stage of the road costs one message of 1.5 kB.
#include "gateway/bench/sample_events.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/decide/decide.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/minimise/minimise.hpp"
#include "gateway/read/cloud_event.hpp"
#include "gateway/recognise/recognise.hpp"
#include "gateway/seal/seal.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"

#include <benchmark/benchmark.h>

namespace micklegate {
namespace {

struct Sample {
    Moment now = system_now();
    samples::Partnership partnership;
    AgenciesSnapshot agencies = partnership.agencies();
    std::string text = bench::sample_events(samples::registers().schools, {samples::kForce, now, 1, 1'500}).front();
    Event event = read_one().event;

    [[nodiscard]] read::ReadEvent read_one() const
    {
        auto places = read::read_body(read::Framing::kSingle, text, Limits{}).value();
        return std::move(places.front().event).value();
    }
    [[nodiscard]] recognise::Message recognised() const
    {
        Event copy = event;
        return recognise::recognise(copy, {samples::policy().catalogue, *agencies, samples::registers(), now}).value();
    }
};

Sample const& sample()
{
    static Sample const one;
    return one;
}

void read_event(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(sample().read_one());
}
BENCHMARK(read_event);

void recognise_event(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(sample().recognised());
}
BENCHMARK(recognise_event);

void decide_and_minimise(benchmark::State& state)
{
    recognise::Message const message = sample().recognised();
    for (auto _ : state) {
        auto const decision = decide::decide(samples::policy(), message, sample().now);
        benchmark::DoNotOptimize(minimise::minimise(message, decision.value()).value());
    }
}
BENCHMARK(decide_and_minimise);

void seal_letter(benchmark::State& state)
{
    crypto::SealKey const& key = sample().recognised().recipient->seal_key;
    for (auto _ : state)
        benchmark::DoNotOptimize(seal::seal(sample().event.data, key));
}
BENCHMARK(seal_letter);

void canonical_json(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(json::canonical(sample().event.data));
}
BENCHMARK(canonical_json);

}  // namespace
}  // namespace micklegate
