#include "tests/bench/sample_country.hpp"

#include "tests/support/submit.hpp"

#include <fstream>

namespace micklegate::bench {
namespace {

using boost::json::object;

constexpr std::size_t kAtOnce = 200;

std::string before(Moment now, std::chrono::milliseconds age) { return rfc3339(now - age); }

std::string order_reference(std::size_t number) { return "NMO-2026-" + std::to_string(1'000'000 + number); }

void name_parties(object& data, matching::Someone const& who, std::size_t number)
{
    data["case_number"] = "YO26F" + std::to_string(100'000 + number % 100'000).substr(1);
    data["order_ref"] = order_reference(number);
    data.erase("respondent_pncid");
    data.erase("respondent_other_names");
    data["respondent_forename"] = who.record.forename;
    data["respondent_surname"] = who.record.surname;
    data.erase("respondent_dob");
    // A son may be born after the day of the run.
    if (who.record.birth && who.record.birth->year() < std::chrono::year{2026})
        data["respondent_dob"] = iso_date(*who.record.birth);
}

}  // namespace

AgencyId force(std::size_t number)
{
    return number == 0 ? samples::kForce : AgencyId{"police.force-" + std::to_string(number)};
}

object example(std::string const& type)
{
    auto const& spec = samples::policy().catalogue.at(MessageType{type});
    return spec.schema.at("examples").as_array().at(0).as_object();
}

double memory_mib()
{
    std::ifstream status{"/proc/self/status"};
    for (std::string name, value; status >> name && std::getline(status, value);)
        if (name == "VmRSS:")
            return std::stod(value) / 1024;
    return 0;
}

Country::Country(char const* now)
    : setup_{std::shared_ptr<policy::PolicySet const>{&samples::policy(), [](auto const*) {}},
             {},
             std::shared_ptr<registers::Registers const>{&samples::registers(), [](auto const*) {}}},
      clock_{now},
      store_{storage::Store::open({folder_.path() / "data", "gate.example/log", {}}, keys_.log).value()},
      loop_{std::make_unique<commit::CommitLoop>(
          store_->journal(), store_->ledger(), clock_.clock(), [] { return Result<void>{}; },
          commit::CommitLoop::Settings{})}
{
    auto agencies = std::make_shared<Agencies>(*partnership_.agencies());
    add(kCourt, "court", *agencies);
    add(kPrison, "prison", *agencies);
    add(kHub, "sv_hub", *agencies);
    for (std::size_t i = 1; i < kForces; ++i)
        add(force(i), "police", *agencies);
    setup_.agencies = std::move(agencies);
}

void Country::add(AgencyId const& id, std::string const& kind, Agencies& agencies) const
{
    Agency agency = agencies.at(samples::kForce);
    agency.id = id;
    agency.kind = kind;
    agencies.insert_or_assign(id, std::move(agency));
}

void Country::send(Passage const& passage, object data)
{
    object event{{"specversion", "1.0"},
                 {"id", std::to_string(++sent_)},
                 {"source", passage.from.get()},
                 {"type", passage.type},
                 {"data", std::move(data)}};
    if (!passage.to.get().empty())
        event["recipient"] = passage.to.get();
    queued_.push_back({passage.from, std::move(event)});
    if (queued_.size() >= kAtOnce)
        flush();
}

void Country::flush()
{
    std::vector<commit::Intent> intents;
    for (Queued& queued : std::exchange(queued_, {}))
        intents.push_back(road_.walk(read::read_event(std::move(queued.event), {}).value(),
                                     {queued.from, setup_, clock_.now()}, store_->ledger()));
    if (intents.empty())
        return;
    for (auto const& answer : test::commit_all(*loop_, std::move(intents)))
        if (!answer || answer->entry.kind != commit::EntryKind::kAccepted)
            throw std::runtime_error{answer ? answer->entry.type + " " + answer->entry.code + ": " + answer->entry.why
                                            : one_line(answer.error())};
}

lookup::Answer Country::ask(matching::Asked asked) const
{
    history::Records const records{store_->ledger(), subjects_, keys_, lookup::kOrders};
    lookup::Between const between{setup_.agencies->at(samples::kDesk), setup_.agencies->at(samples::kForce)};
    return lookup::look_up_order({std::move(asked), clock_.now(), "order_enforcement"}, between, *setup_.agencies,
                                 *setup_.policy, records, clock_.now())
        .value();
}

void send_order(Country& country, matching::Someone const& who, std::size_t number)
{
    using namespace std::chrono_literals;
    Moment const now = country.clock().now();
    object made = example("nmo.order");
    name_parties(made, who, number);
    made["made_at"] = before(now, 48h);
    made["ends_at"] = rfc3339(now + 180 * 24h);
    made["return_hearing_at"] = rfc3339(now + 10 * 24h);
    made.erase("power_of_arrest_until");
    made.erase("respondent_address");
    if (!who.record.addresses.empty())
        made["respondent_address"] = who.record.addresses.front();
    made["property_address"] = std::to_string(1 + number % 90) + " Cragdale Road, Wetherdale, YO98 4FP";
    AgencyId const to = samples::kForce;
    country.send({"nmo.order", kCourt, to}, std::move(made));
    if (number % 10 < 6) {
        object served = example("nmo.service-statement");
        name_parties(served, who, number);
        served["made_at"] = before(now, 48h);
        served["served_at"] = before(now, 24h);
        served["signed_on"] = iso_date(london_date(now - 24h));
        country.send({"nmo.service-statement", kCourt, to}, std::move(served));
    }
    if (number % 10 == 0) {
        object varied = example("nmo.varied");
        name_parties(varied, who, number);
        varied["made_at"] = before(now, 48h);
        varied["varied_at"] = before(now, 12h);
        varied["ends_at"] = rfc3339(now + 180 * 24h);
        varied["return_hearing_at"] = rfc3339(now + 10 * 24h);
        varied["new_order_ref"] = order_reference(number) + "-V";
        country.send({"nmo.varied", kCourt, to}, std::move(varied));
    }
}

}  // namespace micklegate::bench
