// The register of orders at a size of a country: what it costs to fill by the real road into a real store, and how long
// a look-up takes, by what is asked. Fictional people.
#include "gateway/bench/latency.hpp"
#include "tests/bench/sample_country.hpp"

#include <cstdio>

namespace micklegate::bench {
namespace {

using matching::Asked;
using matching::Someone;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kQuestions = 2'000;

struct Kind {
    char const* what;
    Asked (*of)(Someone const&);
};

Asked by_name_and_birth(Someone const& who)
{
    Asked asked;
    asked.forename = who.truth.forename;
    asked.surname = who.truth.surname;
    asked.birth = who.truth.birth;
    return asked;
}

Asked by_name(Someone const& who)
{
    Asked asked = by_name_and_birth(who);
    asked.birth.reset();
    return asked;
}

Asked misspelt(Someone const& who)
{
    Asked asked = by_name_and_birth(who);
    asked.surname.insert(asked.surname.size() / 2, "e");
    return asked;
}

Asked by_address(Someone const& who)
{
    Asked asked = by_name_and_birth(who);
    asked.forename.clear();
    asked.birth.reset();
    asked.addresses = who.truth.addresses;
    return asked;
}

Asked nobody(Someone const& who)
{
    Asked asked = by_name_and_birth(who);
    asked.forename = "Zebedee";
    asked.surname += "thwaite";
    return asked;
}

constexpr std::array kKinds{Kind{"name and date of birth", by_name_and_birth}, Kind{"name alone", by_name},
                            Kind{"surname misspelt, date of birth", misspelt}, Kind{"surname and address", by_address},
                            Kind{"nobody", nobody}};

double ms(Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

void measure(Country const& country, std::vector<Someone> const& people, Kind const& kind)
{
    std::vector<Duration> took;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < kQuestions; ++i) {
        Asked asked = kind.of(people[i * 7919 % people.size()]);
        auto const begin = Steady::now();
        shown += country.ask(std::move(asked)).shown.size();
        took.push_back(Steady::now() - begin);
    }
    Latency const latency = latency_of(std::move(took));
    std::printf("  %-34s p50 %6.2f  p99 %6.2f  most %6.2f ms, %.2f shown\n", kind.what, ms(latency.p50),
                ms(latency.p99), ms(latency.most), static_cast<double>(shown) / kQuestions);
}

int run(std::size_t count)
{
    Country country{"2026-11-23T12:00:00Z"};
    auto const people = matching::Population{20261122}.people(count);
    auto const begin = Steady::now();
    for (std::size_t i = 0; i < people.size(); ++i)
        send_order(country, people[i], i);
    country.flush();
    double const seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    auto const messages = static_cast<double>(country.messages());
    std::printf(
        "%zu orders in %.0f messages: %.0f s, %.0f messages/s, %.0f bytes a message on disk, %.0f MiB of "
        "memory\n",
        people.size(), messages, seconds, messages / seconds, static_cast<double>(country.bytes()) / messages,
        memory_mib());
    for (Kind const& kind : kKinds)
        measure(country, people, kind);
    return 0;
}

}  // namespace
}  // namespace micklegate::bench

int main(int argc, char** argv)
{
    micklegate::crypto::initialise();
    return micklegate::bench::run(argc > 1 ? std::stoul(argv[1]) : 10'000);
}
