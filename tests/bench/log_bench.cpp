// The log at several sizes: what an entry costs to append, to prove and to verify, beside hashing and reading alone.
#include "gateway/bench/latency.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/evidence/in_order.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "tests/bench/sample_log.hpp"
#include "tests/bench/search_bench.hpp"
#include "tests/support/tmp_folder.hpp"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>

namespace micklegate::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kGroup = 100;
constexpr std::uint64_t kFillGroup = 1'000;
constexpr int kRounds = 7;
constexpr std::uint64_t kRound = 10'000;
constexpr std::size_t kProofs = 10'000;
constexpr std::size_t kSearches = 3'000;
constexpr std::uint64_t kMostSealed = 2'000'000;  ///< each is read by itself, which takes minutes beyond
constexpr double kMega = 1e6;

struct Arguments {
    std::vector<std::uint64_t> sizes;
    std::string keep;
    EntrySize entries = EntrySize::kAccepted;
};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// "VmRSS:" or "VmHWM:" of this process, in MiB.
double memory_mib(std::string const& row)
{
    std::ifstream status{"/proc/self/status"};
    for (std::string name, value; status >> name && std::getline(status, value);)
        if (name == row)
            return std::stod(value) / 1024;
    return 0;
}

struct Speed {
    double wall = 0;       ///< seconds
    double processor = 0;  ///< of all threads
    std::uint64_t entries = 0;

    [[nodiscard]] double rate() const { return static_cast<double>(entries) / wall; }
};

/// The run whose wall time is the middle one of three.
template <class Work>
Speed middle_of_three(std::uint64_t entries, Work const& work)
{
    std::vector<Speed> runs;
    for (int i = 0; i < 3; ++i) {
        double const processor = processor_us();
        auto const begin = Clock::now();
        work();
        runs.push_back({seconds_since(begin), (processor_us() - processor) / kMega, entries});
    }
    std::sort(runs.begin(), runs.end(), [](Speed const& a, Speed const& b) { return a.wall < b.wall; });
    return runs[1];
}

class LogBench {
public:
    LogBench(SampleLog& log, unsigned threads) : log_{log}, threads_{threads} {}

    void run(std::uint64_t size)
    {
        fill_to(size);
        std::printf("\n%llu entries\n", static_cast<unsigned long long>(log_.size()));
        append();
        prove();
        search();
        verify();
        std::printf("  memory now / most, MiB           %10.0f / %.0f\n", memory_mib("VmRSS:"), memory_mib("VmHWM:"));
        std::printf("  disk, bytes an entry             %10.0f\n",
                    static_cast<double>(log_.store().bytes_on_disk().value_or(0)) / static_cast<double>(log_.size()));
        std::fflush(stdout);
    }

private:
    void fill_to(std::uint64_t size)
    {
        if (log_.size() < size)
            static_cast<void>(log_.append(size - log_.size(), kFillGroup));
        settle();
    }

    /// Until RocksDB has merged what was written as fast as could be, which no gateway's traffic is.
    static void settle()
    {
        constexpr std::chrono::seconds kLook{1};
        constexpr double kIdleUs = 20'000;
        double before = 0;
        do {
            before = processor_us();
            std::this_thread::sleep_for(kLook);
        } while (processor_us() - before > kIdleUs);
    }

    void append()
    {
        std::vector<double> wall;
        std::vector<double> processor;
        for (int i = 0; i < kRounds; ++i) {
            AppendCost const cost = log_.append(kRound, kGroup);
            wall.push_back(cost.wall_us);
            processor.push_back(cost.processor_us);
        }
        double const median_wall = median(wall);
        double const median_processor = median(processor);
        if (first_wall_ == 0) {
            first_wall_ = median_wall;
            first_processor_ = median_processor;
        }
        std::printf("  append, wall us an entry         %10.2f   x%.2f of the smallest log\n", median_wall,
                    median_wall / first_wall_);
        std::printf("  append, processor us an entry    %10.2f   x%.2f of the smallest log\n", median_processor,
                    median_processor / first_processor_);
    }

    /// As a receipt is made: the checkpoint, the entry, its path.
    void prove()
    {
        auto const& ledger = log_.store().ledger();
        std::string const note = ledger.checkpoint().value();
        std::uint64_t const size = commit::newest_checkpoint(note)->size;
        std::mt19937_64 random{7};
        std::vector<Duration> durations;
        for (std::size_t i = 0; i < kProofs; ++i) {
            std::uint64_t const index = random() % size;
            auto const begin = Clock::now();
            auto entry = ledger.entry(index).value();
            auto path = evidence::inclusion_proof(ledger.tile_hashes(), index, size).value();
            auto const text = evidence::proof_text({index, std::move(path), note, std::move(entry)});
            durations.push_back(Clock::now() - begin);
            if (i % 100 == 0)
                check_proof(text);
        }
        print("proof p50 / p99 / worst, us", latency_of(std::move(durations)));
    }

    void search()
    {
        print("audit search, a page, us", search_at_random(log_.store().ledger(), log_.size(), kSearches));
    }

    static void print(char const* name, Latency const& latency)
    {
        auto const us = [](Duration duration) { return std::chrono::duration<double, std::micro>(duration).count(); };
        std::printf("  %-32s %10.0f / %.0f / %.0f\n", name, us(latency.p50), us(latency.p99), us(latency.most));
    }

    void check_proof(std::string const& text) const
    {
        auto const proof = evidence::parse_proof(text).value();
        static_cast<void>(evidence::verify_proof(proof, as_bytes(proof.extra), log_.key()).value());
    }

    void verify()
    {
        Speed const hashing = hash_alone();
        Speed const reading = read_alone();
        std::printf("  SHA-256 of the leaves alone      %10.0f entries/s, %.2f us of processor, %.0f bytes\n",
                    hashing.rate(), hashing.processor * kMega / static_cast<double>(hashing.entries), bytes_);
        print("reading entries alone", reading, hashing);
        print("verify", verify_alone(false), hashing);
        if (log_.size() <= kMostSealed)
            print("verify with sealed bytes", verify_alone(true), hashing);
    }

    static void print(char const* name, Speed const& speed, Speed const& hashing)
    {
        std::printf("  %-32s %10.0f entries/s, %.2f us of processor, x%.2f of hashing\n", name, speed.rate(),
                    speed.processor * kMega / static_cast<double>(speed.entries), hashing.rate() / speed.rate());
    }

    Speed hash_alone()
    {
        std::vector<std::string> entries;
        auto const keep = [&entries](std::string_view entry) { entries.emplace_back(entry); };
        std::uint64_t const count = std::min<std::uint64_t>(log_.size(), 100'000);
        log_.store().ledger().visit_entries(0, count, keep).value();
        std::size_t bytes = 0;
        for (std::string const& entry : entries)
            bytes += entry.size();
        bytes_ = static_cast<double>(bytes) / static_cast<double>(count);
        constexpr std::size_t kPart = 256;
        return middle_of_three(count, [&] {
            in_parts(count, kPart, [&entries](std::uint64_t first, std::size_t width) {
                evidence::Digest sum{};
                for (std::size_t i = 0; i < width; ++i)
                    sum[0] ^= evidence::leaf_hash(as_bytes(entries[first + i]))[0];
                return sum[0];
            });
        });
    }

    Speed read_alone()
    {
        return middle_of_three(log_.size(), [this] {
            in_parts(log_.size(), evidence::kTileWidth, [this](std::uint64_t first, std::size_t width) {
                std::size_t bytes = 0;
                auto const count = [&bytes](std::string_view entry) { bytes += entry.size(); };
                log_.store().ledger().visit_entries(first, width, count).value();
                return bytes;
            });
        });
    }

    template <class Work>
    void in_parts(std::uint64_t count, std::size_t width, Work const& work)
    {
        evidence::in_order(
            count / width, threads_, [&](std::uint64_t part) { return work(part * width, width); },
            [this](auto result) {
                sink_ += static_cast<std::size_t>(result);
                return true;
            });
    }

    Speed verify_alone(bool sealed)
    {
        commit::SubjectKeys const subjects{log_.keys()};
        commit::LedgerSource source{log_.store().ledger(), &subjects};
        evidence::VerifyOptions options;
        options.sealed = sealed;
        options.threads = threads_;
        return middle_of_three(log_.size(),
                               [&] { static_cast<void>(evidence::verify_log(source, log_.key(), options).value()); });
    }

    SampleLog& log_;
    unsigned threads_;
    double first_wall_ = 0;
    double first_processor_ = 0;
    double bytes_ = 0;
    std::size_t sink_ = 0;  ///< what keeps the compiler from leaving work out
};

Arguments read_arguments(int argc, char** argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i)
        if (std::strcmp(argv[i], "--short") == 0)
            arguments.entries = EntrySize::kShort;
        else if (std::strcmp(argv[i], "--keep") == 0 && i + 1 < argc)
            arguments.keep = argv[++i];
        else
            arguments.sizes.push_back(std::stoull(argv[i]));
    if (arguments.sizes.empty())
        arguments.sizes = {10'000, 1'000'000};
    return arguments;
}

}  // namespace
}  // namespace micklegate::bench

/// bench_log [--short] [--keep DIR] [SIZE...]: one store that grows from size to size; kept, it is grown on next time.
int main(int argc, char** argv)
{
    using namespace micklegate;
    crypto::initialise();
    auto const arguments = bench::read_arguments(argc, argv);
    test::TmpFolder const folder;
    bench::SampleLog log{arguments.keep.empty() ? folder.path() / "data" : std::filesystem::path{arguments.keep},
                         arguments.entries};
    unsigned const threads = std::thread::hardware_concurrency();
    std::printf("%u threads, groups of %zu with a sync each\n", threads, bench::kGroup);
    bench::LogBench bench{log, threads};
    for (std::uint64_t const size : arguments.sizes)
        bench.run(size);
}
