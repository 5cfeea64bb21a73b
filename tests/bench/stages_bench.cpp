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

#include <algorithm>

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

/// The sample set among so many partnerships' agreements on the same pathway, each between agencies of its own.
policy::PolicySet among(std::int64_t agreements)
{
    policy::PolicySet set = policy::load_policy_set(samples::policy_files()).value();
    policy::Agreement const pathway =
        *std::find_if(set.agreements.begin(), set.agreements.end(),
                      [](policy::Agreement const& agreement) { return agreement.name == "north-yorkshire-encompass"; });
    set.agreements = {pathway};
    for (std::int64_t i = 1; i < agreements; ++i) {
        std::string const number = std::to_string(i);
        policy::Agreement& other = set.agreements.emplace_back(pathway);
        other.name = "partnership-" + number;
        other.parties = {"police.p" + number, "school.p" + number};
    }
    set.index = {};
    for (policy::Agreement const& agreement : set.agreements)
        for (policy::Rule const& rule : agreement.rules)
            set.index.add(agreement, rule);
    return set;
}

void decide_among_agreements(benchmark::State& state)
{
    policy::PolicySet const set = among(state.range(0));
    recognise::Message const message = sample().recognised();
    for (auto _ : state)
        benchmark::DoNotOptimize(decide::decide(set, message, sample().now).value());
}
BENCHMARK(decide_among_agreements)->Arg(10)->Arg(100)->Arg(1'000);

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
