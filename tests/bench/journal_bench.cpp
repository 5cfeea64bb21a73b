// What the journal costs: an entry's text, a leaf of the tree, and a whole commit with its sync.
#include "gateway/crypto/site_keys.hpp"
#include "gateway/evidence/merkle.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <benchmark/benchmark.h>

namespace micklegate {
namespace {

commit::Entry entry_of(std::uint64_t number)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kAccepted;
    entry.time = system_now();
    entry.agency = "police.north-yorkshire";
    entry.recipient = "school.901001";
    entry.message = "message-" + std::to_string(number);
    entry.type = "encompass.notification/1";
    entry.purpose = "child_safeguarding";
    entry.agreement = "north-yorkshire-encompass/1.0";
    entry.rule = "school-under-18";
    entry.why = "The agreement's rule allows it.";
    entry.released = {"child_dob", "child_forename", "child_surname", "incident_ref",
                      "location",  "occurred_at",    "summary"};
    entry.withheld = {"incident_postcode", "suspect_name", "victim_address", "victim_name", "victim_phone"};
    entry.sealed_sha256 = std::string(64, 'a');
    entry.sealed_bytes = 2'048;
    return entry;
}

void encode_entry(benchmark::State& state)
{
    commit::Entry const entry = entry_of(1);
    for (auto _ : state)
        benchmark::DoNotOptimize(commit::encode(entry));
}
BENCHMARK(encode_entry);

void decode_entry(benchmark::State& state)
{
    std::string const text = commit::encode(entry_of(1));
    for (auto _ : state)
        benchmark::DoNotOptimize(commit::decode_entry(text).value());
}
BENCHMARK(decode_entry);

void merkle_append(benchmark::State& state)
{
    std::string const text = commit::encode(entry_of(1));
    evidence::TreeBuilder tree;
    std::vector<evidence::TileHash> completed;
    for (auto _ : state) {
        tree.append(evidence::leaf_hash(as_bytes(text)), completed);
        completed.clear();
    }
}
BENCHMARK(merkle_append);

std::vector<commit::Intent> round_of(std::size_t count, std::uint64_t& next)
{
    std::vector<commit::Intent> round;
    for (std::size_t i = 0; i < count; ++i, ++next) {
        commit::Append append{entry_of(next), Bytes(2'048, 7), {}, {}};
        auto propose = [append = std::move(append)](commit::Ledger const&) mutable -> commit::Proposal {
            return std::move(append);
        };
        round.push_back({std::to_string(next), 2'048, std::move(propose)});
    }
    return round;
}

/// With the sync of a real file.
void commit_round(benchmark::State& state)
{
    test::TmpFolder const folder;
    auto const keys = crypto::SiteKeys::derive(crypto::Secret::random(32));
    auto const store = storage::Store::open({folder.path() / "data", "gate.example/log", {}}, keys.log).value();
    commit::CommitLoop loop{store->journal(), store->ledger(), system_now, [] { return Result<void>{}; },
                            commit::CommitLoop::Settings{}};
    auto const count = static_cast<std::size_t>(state.range(0));
    std::uint64_t next = 0;
    for (auto _ : state) {
        state.PauseTiming();
        auto round = round_of(count, next);
        state.ResumeTiming();
        benchmark::DoNotOptimize(test::commit_all(loop, std::move(round)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(commit_round)->Arg(1)->Arg(100)->Arg(400)->UseRealTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace micklegate
