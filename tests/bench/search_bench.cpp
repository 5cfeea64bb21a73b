#include "tests/bench/search_bench.hpp"

#include "gateway/audit/search.hpp"

#include <array>
#include <random>

namespace micklegate::bench {
namespace {

using audit::Dimension;

constexpr std::size_t kPage = 50;
constexpr std::chrono::hours kPeriod{24 * 28};

struct Question {
    std::vector<Dimension> by;
    bool in_period = false;
};

std::array<Question, 15> questions()
{
    using enum Dimension;
    return {{{{kAgency}},
             {{kRecipient}},
             {{kPerson}},
             {{kSubject}},
             {{kType}},
             {{kRule}},
             {{kAgreement}},
             {{kOutcome}},
             {{kAgency, kOutcome}},
             {{kPerson, kSubject}},
             {{kAgency, kRecipient, kOutcome}},
             {{kPerson, kRecipient}},
             {{kOutcome}, true},
             {{kAgency, kPerson}, true},
             {{kRecipient, kType, kRule}, true}}};
}

class Asker {
public:
    Asker(commit::Ledger const& ledger, std::uint64_t size) : ledger_{ledger}, size_{size} {}

    audit::Filters about(Question const& question, bool of_two)
    {
        audit::Filters filters;
        std::array const from{some_entry(), some_entry()};
        for (std::size_t i = 0; i < question.by.size(); ++i)
            for (audit::Place const& place : audit::places_of(from.at(of_two ? i % from.size() : 0)))
                if (place.dimension == question.by[i]) {
                    filters.values.push_back({place.dimension, std::string{place.value}});
                    break;
                }
        if (question.in_period) {
            filters.to = from.front().time + std::chrono::hours{1};
            filters.from = *filters.to - kPeriod;
        }
        return filters;
    }

    Sequence somewhere() { return random_() % 2 == 0 ? size_ : 1 + random_() % size_; }

private:
    commit::Entry some_entry() { return commit::decode_entry(ledger_.entry(random_() % size_).value()).value(); }

    commit::Ledger const& ledger_;
    std::uint64_t size_;
    std::mt19937_64 random_{11};
};

}  // namespace

Latency search_at_random(commit::Ledger const& ledger, std::uint64_t size, std::size_t count)
{
    auto const kinds = questions();
    Asker asker{ledger, size};
    std::vector<Duration> durations;
    for (std::size_t i = 0; i < count; ++i) {
        auto const filters = asker.about(kinds.at(i % kinds.size()), i / kinds.size() % 2 == 1);
        Sequence const below = asker.somewhere();
        auto const begin = std::chrono::steady_clock::now();
        static_cast<void>(audit::search(ledger, filters, below, kPage).value());
        durations.push_back(std::chrono::steady_clock::now() - begin);
    }
    return latency_of(std::move(durations));
}

}  // namespace micklegate::bench
