// The register of orders at a size of a country: what it costs to fill by the real road into a real store, and how long
// a look-up takes, by what is asked. Fictional people.
#include "gateway/bench/latency.hpp"
#include "gateway/lookup/orders.hpp"
#include "gateway/road/road.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/fictional_people.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <cstdio>
#include <fstream>

namespace micklegate::bench {
namespace {

using boost::json::object;
using matching::Asked;
using matching::Someone;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kAtOnce = 200;
constexpr std::size_t kQuestions = 2'000;

double memory_mib()
{
    std::ifstream status{"/proc/self/status"};
    for (std::string name, value; status >> name && std::getline(status, value);)
        if (name == "VmRSS:")
            return std::stod(value) / 1024;
    return 0;
}

object example(std::string const& type)
{
    auto const& spec = samples::policy().catalogue.at(MessageType{type});
    return spec.schema.at("examples").as_array().at(0).as_object();
}

/// The road, a store in a folder of its own, and a court beside the sample partnership.
class Orders {
public:
    Orders()
    {
        auto agencies = std::make_shared<Agencies>(*partnership_.agencies());
        Agency& court = (*agencies)[kCourt];
        court = agencies->at(samples::kForce);
        court.id = kCourt;
        court.kind = "court";
        setup_.agencies = std::move(agencies);
    }

    void make(Someone const& who, std::size_t number)
    {
        object made = example("nmo.order");
        name(made, who, number);
        made["respondent_address"] = who.record.addresses.empty() ? std::string{} : who.record.addresses.front();
        if (who.record.addresses.empty())
            made.erase("respondent_address");
        made["property_address"] = std::to_string(1 + number % 90) + " Cragdale Road, Wetherdale, YO98 4FP";
        queue("nmo.order", std::move(made), number);
        if (number % 10 < 6) {
            object served = example("nmo.service-statement");
            name(served, who, number);
            queue("nmo.service-statement", std::move(served), number);
        }
        if (number % 10 == 0) {
            object varied = example("nmo.varied");
            name(varied, who, number);
            varied["made_at"] = "2026-11-19T11:40:00+00:00";
            varied["new_order_ref"] = reference(number) + "-V";
            queue("nmo.varied", std::move(varied), number);
        }
    }

    void flush()
    {
        std::vector<commit::Intent> intents;
        for (object const& event : std::exchange(queued_, {}))
            intents.push_back(
                road_.walk(read::read_event(event, {}).value(), {kCourt, setup_, clock_.now()}, store_->ledger()));
        for (auto const& answer : test::commit_all(loop_, std::move(intents)))
            if (!answer || answer->entry.kind != commit::EntryKind::kAccepted)
                throw std::runtime_error{answer ? answer->entry.why : one_line(answer.error())};
    }

    lookup::Answer ask(Asked asked) const
    {
        history::Records const records{store_->ledger(), subjects_, keys_, lookup::kOrders};
        lookup::Between const between{setup_.agencies->at(samples::kDesk), setup_.agencies->at(samples::kForce)};
        return lookup::look_up_order({std::move(asked), clock_.now(), "order_enforcement"}, between, *setup_.policy,
                                     records, clock_.now())
            .value();
    }

    std::uint64_t messages() const { return store_->journal().head().next; }
    std::uint64_t bytes() const { return store_->bytes_on_disk().value_or(0); }

private:
    inline static AgencyId const kCourt{"court.york"};

    static std::string reference(std::size_t number) { return "NMO-2026-" + std::to_string(1'000'000 + number); }

    static void name(object& data, Someone const& who, std::size_t number)
    {
        data["case_number"] = "YO26F" + std::to_string(100'000 + number).substr(1);
        data["order_ref"] = reference(number);
        data.erase("respondent_pncid");
        data.erase("respondent_other_names");
        data["respondent_forename"] = who.record.forename;
        data["respondent_surname"] = who.record.surname;
        data.erase("respondent_dob");
        // A son may be born after the bench's own day.
        if (who.record.birth && who.record.birth->year() < std::chrono::year{2026})
            data["respondent_dob"] = iso_date(*who.record.birth);
    }

    void queue(std::string const& type, object data, std::size_t number)
    {
        queued_.push_back({{"specversion", "1.0"},
                           {"id", type + "/" + std::to_string(number)},
                           {"source", kCourt.get()},
                           {"recipient", samples::kForce.get()},
                           {"type", type},
                           {"data", std::move(data)}});
        if (queued_.size() >= kAtOnce)
            flush();
    }

    samples::Partnership const partnership_;
    crypto::SiteKeys const keys_ = crypto::SiteKeys::derive(crypto::Secret::random(32));
    road::Setup setup_{std::shared_ptr<policy::PolicySet const>{&samples::policy(), [](auto const*) {}},
                       {},
                       std::shared_ptr<registers::Registers const>{&samples::registers(), [](auto const*) {}}};
    test::ManualClock clock_{"2026-11-23T12:00:00Z"};
    test::TmpFolder const folder_;
    std::unique_ptr<storage::Store> store_ =
        storage::Store::open({folder_.path() / "data", "gate.example/log", {}}, keys_.log).value();
    commit::CommitLoop loop_{store_->journal(), store_->ledger(), clock_.clock(), [] { return Result<void>{}; },
                             commit::CommitLoop::Settings{}};
    commit::SubjectKeys const subjects_{keys_};
    road::Road const road_{keys_, subjects_, samples::kDesk};
    std::vector<object> queued_;
};

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

void measure(Orders const& orders, std::vector<Someone> const& people, Kind const& kind)
{
    std::vector<Duration> took;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < kQuestions; ++i) {
        Asked asked = kind.of(people[i * 7919 % people.size()]);
        auto const begin = Steady::now();
        shown += orders.ask(std::move(asked)).shown.size();
        took.push_back(Steady::now() - begin);
    }
    Latency const latency = latency_of(std::move(took));
    std::printf("  %-34s p50 %6.2f  p99 %6.2f  most %6.2f ms, %.2f shown\n", kind.what, ms(latency.p50),
                ms(latency.p99), ms(latency.most), static_cast<double>(shown) / kQuestions);
}

int run(std::size_t count)
{
    Orders orders;
    auto const people = matching::Population{20261122}.people(count);
    auto const begin = Steady::now();
    for (std::size_t i = 0; i < people.size(); ++i)
        orders.make(people[i], i);
    orders.flush();
    double const seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    std::printf(
        "%zu orders in %llu messages: %.0f s, %.0f messages/s on one thread, %.0f bytes a message on disk, "
        "%.0f MiB of memory\n",
        people.size(), static_cast<unsigned long long>(orders.messages()), seconds,
        static_cast<double>(orders.messages()) / seconds,
        static_cast<double>(orders.bytes()) / static_cast<double>(orders.messages()), memory_mib());
    for (Kind const& kind : kKinds)
        measure(orders, people, kind);
    return 0;
}

}  // namespace
}  // namespace micklegate::bench

int main(int argc, char** argv)
{
    micklegate::crypto::initialise();
    return micklegate::bench::run(argc > 1 ? std::stoul(argv[1]) : 10'000);
}
