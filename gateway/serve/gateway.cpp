#include "gateway/serve/gateway.hpp"

#include "gateway/api/routes.hpp"
#include "gateway/commit/policy_in_force.hpp"
#include "gateway/receive/server.hpp"
#include "gateway/serve/begun_log.hpp"
#include "gateway/serve/clock_state.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/desk_guard.hpp"
#include "gateway/serve/disk_guard.hpp"
#include "gateway/serve/disposal.hpp"
#include "gateway/serve/local_routes.hpp"
#include "gateway/serve/policy_reloader.hpp"
#include "gateway/serve/setup_keeper.hpp"
#include "gateway/serve/setup_news.hpp"
#include "gateway/serve/setup_recorder.hpp"
#include "gateway/serve/sign_ins.hpp"
#include "gateway/serve/stored_counts.hpp"
#include "gateway/serve/witnessing.hpp"
#include "gateway/site/policy_history.hpp"
#include "gateway/storage/store.hpp"

#include <optional>

namespace micklegate::serve {
namespace {

using receive::Severity;

receive::ServerSettings server_settings(site::Site const& site)
{
    receive::ServerSettings settings;
    settings.address = site.settings.address;
    settings.port = site.settings.port;
    settings.local_port = site.settings.local_port;
    settings.threads = static_cast<unsigned>(site.settings.threads);
    settings.limits = site.settings.limits;
    settings.tls = {site.tls() / "server.crt", site.tls() / "server.key", site.authority() / "ca.crt",
                    site.authority() / "ca.crl"};
    return settings;
}

evidence::NoteKey log_key(site::Site const& site, crypto::SiteKeys const& keys)
{
    return evidence::note_key(site.settings.origin(), keys.log.verify_key());
}

commit::CommitLoop::Settings commit_settings(site::Site const& site)
{
    commit::CommitLoop::Settings settings;
    settings.queued_bytes = site.settings.limits.queued_bytes;
    settings.clock_is_synchronised = clock_is_synchronised;
    return settings;
}

/// Says nothing of why to the peer beyond what the certificate's owner knows already.
Result<void> welcome(road::Setup const& setup, AgencyId const& agency)
{
    auto const at = setup.agencies->find(agency);
    if (at == setup.agencies->end())
        return problem(ProblemCode::kNotFound, "This certificate's agency is not enrolled here.",
                       "Ask the gateway's operator.");
    if (at->second.suspended)
        return problem(ProblemCode::kSuspended, "This agency is suspended.", "Ask the gateway's operator.");
    return {};
}

}  // namespace

/// In the order of building: each member may use those above it, and none below.
struct Gateway::Parts {
    site::Site site;
    receive::Log log;
    Clock clock;
    std::unique_ptr<crypto::SiteKeys> keys;
    std::unique_ptr<SetupKeeper> setups;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<commit::CommitLoop> commits;
    Witnessing witnessing;
    Disposal disposal;
    commit::SubjectKeys subjects;
    road::Road road;
    api::Mailroom mailroom;
    api::Budgets budgets;
    api::Budgets refusals;
    api::Budgets cosignatures;
    api::Workers workers;
    api::Services services;
    SetupNews news{log};
    CostlyReadings costly{system_now, [this] { return stored_counts(site, *store, clock()); }};
    PolicyReloader policies;
    SetupRecorder setup_recorder;
    SignIns sign_ins;
    std::optional<receive::Server> server;
    bool desk_open = true;      ///< as the operator was last told
    bool data_in_place = true;  ///< as the operator was last told

    Parts(site::Site opened, receive::Log to, Clock told_by, std::unique_ptr<crypto::SiteKeys> derived,
          std::unique_ptr<SetupKeeper> keeper, std::unique_ptr<storage::Store> opened_store, Witnessing::Start past);
    [[nodiscard]] Result<void> write_opening(site::ProvenPolicy const& policy);
    [[nodiscard]] commit::Admitted admitted() const;
    [[nodiscard]] Vitals vitals();
    [[nodiscard]] Result<void> check_desk() const;
    void tell_once(bool& told_well, Result<void> const& now, char const* well_again) const;
    void tell_of_desk();
    void tell_of_data();
    [[nodiscard]] Result<void> check_store() const;
    [[nodiscard]] Result<void> take_over_revocations();
};

Gateway::Parts::Parts(site::Site opened, receive::Log to, Clock told_by, std::unique_ptr<crypto::SiteKeys> derived,
                      std::unique_ptr<SetupKeeper> keeper, std::unique_ptr<storage::Store> opened_store,
                      Witnessing::Start past)
    : site{std::move(opened)},
      log{std::move(to)},
      clock{std::move(told_by)},
      keys{std::move(derived)},
      setups{std::move(keeper)},
      store{std::move(opened_store)},
      commits{std::make_unique<commit::CommitLoop>(
          store->journal(), store->ledger(), clock, [this] { return admitted(); }, commit_settings(site))},
      witnessing{site, store->ledger(), log_key(site, *keys), std::move(past), [this] { commits->latch(); }, log,
                 clock},
      disposal{*store, *commits, clock, log},
      subjects{*keys},
      road{*keys, subjects, AgencyId{site.settings.desk}},
      budgets{{site.settings.limits.messages_per_agency_burst, site.settings.limits.messages_per_agency_second}},
      refusals{{site.settings.limits.refusals_per_agency_burst, site.settings.limits.refusals_per_agency_second}},
      cosignatures{
          {site.settings.limits.cosignatures_per_agency_burst, site.settings.limits.cosignatures_per_agency_second}},
      workers{site.settings.threads},
      services{road,
               *commits,
               store->ledger(),
               *keys,
               subjects,
               [this] { return setups->current(); },
               clock,
               site.settings.limits,
               mailroom,
               budgets,
               refusals,
               cosignatures,
               workers,
               witnessing.log(),
               [this](std::string const& digest) { return site::PolicyHistory{site.policy_history()}.read(digest); }},
      policies{site, *setups, [this](NewPolicy const& policy) { return write_policy_entry(*commits, policy); }, log,
               system_now},
      setup_recorder{site, *commits, *setups},
      sign_ins{*commits, clock}
{
    receive::PeerCheck check = [this](AgencyId const& agency, std::string const& certificate_serial) {
        auto welcomed = welcome(setups->current(), agency);
        if (welcomed)
            sign_ins.seen(agency, certificate_serial);
        return welcomed;
    };
    server.emplace(server_settings(site),
                   receive::Faces{api::agency_routes(services), local_routes(vitals()), std::move(check), log});
}

Result<void> Gateway::Parts::write_opening(site::ProvenPolicy const& policy)
{
    auto const in_force = commit::policy_in_force(store->ledger().projections());
    if (!in_force)
        return in_force.error();
    auto const admitted = policies.admit(policy, *in_force);
    if (!admitted)
        return admitted.error();
    auto const opened = write_opening_entries(*commits, store->journal(), *admitted, site.settings.origin());
    return opened ? setup_recorder.record() : opened;
}

commit::Admitted Gateway::Parts::admitted() const
{
    if (auto const in_place = store->check_place(); !in_place)
        return in_place;
    return check_disk(site.data(), site.settings.limits);
}

Vitals Gateway::Parts::vitals()
{
    auto ready = [this]() -> Result<void> {
        if (commits->latched())
            return problem(ProblemCode::kUnavailable, "The journal takes no more entries.", "Start the gateway again.");
        return check_store();
    };
    auto numbers = [this] {
        Readings readings = costly.last();
        for (Readings const& further : {policies.readings(), witnessing.readings(), disposal.readings()})
            readings.insert(readings.end(), further.begin(), further.end());
        readings.insert(readings.end(), {{"log_entries", store->journal().head().next},
                                         {"sessions", server->sessions()},
                                         {"failed_handshakes_total", server->failed_handshakes()},
                                         {"connections_turned_away_total", server->turned_away()},
                                         {"connections_unwelcome_total", server->unwelcome()},
                                         {"connections_over_agency_limit_total", server->over_agency_limit()},
                                         {"desk_open", check_desk() ? 1U : 0U},
                                         {"setup_changes_pending", news.pending()}});
        return readings;
    };
    return {std::move(ready), std::move(numbers)};
}

Result<void> Gateway::Parts::check_desk() const
{
    return serve::check_desk(*setups->current().agencies, AgencyId{site.settings.desk});
}

/// Once when it stops being well and once when it is well again.
void Gateway::Parts::tell_once(bool& told_well, Result<void> const& now, char const* well_again) const
{
    if (std::exchange(told_well, now.has_value()) == now.has_value())
        return;
    log(now ? Severity::kInfo : Severity::kWarning, now ? well_again : one_line(now.error()));
}

void Gateway::Parts::tell_of_desk() { tell_once(desk_open, check_desk(), "The duty desk takes held messages again."); }

void Gateway::Parts::tell_of_data()
{
    tell_once(data_in_place, store->check_place(), "The data folder is in its place again.");
}

Result<void> Gateway::Parts::check_store() const { return admitted().anything; }

Result<void> Gateway::Parts::take_over_revocations()
{
    if (auto const reloaded = server->reload_tls(); !reloaded)
        return reloaded.error();
    server->renew_sessions();
    return {};
}

Gateway::Gateway(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}

Gateway::~Gateway() { stop(); }

Result<std::unique_ptr<Gateway>> Gateway::open(site::Site site, receive::Log log, Clock clock)
{
    auto const site_key = site::read_site_key(site);
    if (!site_key)
        return site_key.error();
    auto keys = std::make_unique<crypto::SiteKeys>(crypto::SiteKeys::derive(*site_key));
    auto const policy = site::read_proven_policy(site.policies());
    if (!policy)
        return policy.error();
    auto setups = SetupKeeper::open(site, system_now, policy->set);
    if (!setups)
        return setups.error();
    if (auto const there = check_data_is_there(site); !there)
        return there.error();
    storage::StoreSettings settings{site.data(), site.settings.origin(),
                                    [log](std::string const& line) { log(Severity::kWarning, "store: " + line); }};
    auto store = storage::Store::open(std::move(settings), keys->log);
    if (!store)
        return store.error();
    if (auto const ours = check_beginning(site, (*store)->journal().head(), (*store)->ledger()); !ours)
        return ours.error();
    auto past = Witnessing::check(site, (*store)->ledger(), log_key(site, *keys), log);
    if (!past)
        return past.error();
    std::unique_ptr<Gateway> gateway{
        new Gateway{std::make_unique<Parts>(std::move(site), std::move(log), std::move(clock), std::move(keys),
                                            *std::move(setups), *std::move(store), *std::move(past))}};
    Parts& parts = *gateway->parts_;
    if (auto const opened = parts.write_opening(*policy); !opened)
        return opened.error();
    if (auto const remembered = remember_beginning(parts.site, parts.store->ledger()); !remembered)
        return remembered.error();
    parts.tell_of_desk();
    parts.costly.refresh();
    return gateway;
}

Result<void> Gateway::start()
{
    if (auto const started = parts_->server->start(); !started)
        return started;
    parts_->witnessing.start();
    parts_->disposal.start();
    return {};
}
std::uint16_t Gateway::port() const { return parts_->server->port(); }
std::uint16_t Gateway::local_port() const { return parts_->server->local_port(); }

void Gateway::poll()
{
    SetupKeeper::Change const change = parts_->setups->poll([this] { return parts_->take_over_revocations(); });
    for (AgencyId const& agency : change.ended)
        parts_->server->disconnect(agency);
    parts_->news.tell(change);
    parts_->news.tell_unrecorded(parts_->setup_recorder.record());
    parts_->policies.poll();
    parts_->witnessing.poll();
    parts_->tell_of_desk();
    parts_->tell_of_data();
    parts_->costly.refresh();
}

bool Gateway::stop()
{
    if (!parts_->commits)
        return true;
    parts_->mailroom.close();
    bool const clean = parts_->server->stop();
    parts_->workers.join();
    parts_->witnessing.stop();
    parts_->disposal.stop();
    // Commits what is still queued. The server's contexts must outlive this: answers are posted to them.
    parts_->commits.reset();
    return clean;
}

}  // namespace micklegate::serve
