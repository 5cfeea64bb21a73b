#include "gateway/serve/gateway_parts.hpp"

#include "gateway/commit/policy_in_force.hpp"
#include "gateway/serve/administration_entries.hpp"
#include "gateway/serve/clock_state.hpp"
#include "gateway/serve/disk_guard.hpp"
#include "gateway/site/policy_history.hpp"

namespace micklegate::serve {
namespace {

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

commit::CommitLoop::Settings commit_settings(site::Site const& site)
{
    commit::CommitLoop::Settings settings;
    settings.queued_bytes = site.settings.limits.queued_bytes;
    settings.clock_is_synchronised = clock_is_synchronised;
    return settings;
}

Problem history_contradicted()
{
    return problem(ProblemCode::kUnavailable,
                   "The gateway was shown another history of its log under its own key, and takes nothing any more.",
                   "Starting it again does not help: docs/operations.md, \"Restored from a backup\", says what does.");
}

/// Of every policy set that the site has used. The site outlives it.
std::function<Result<policy::PolicyFiles>(std::string const&)> kept_texts(site::Site const& site)
{
    return [&site](std::string const& digest) { return site::PolicyHistory{site.policy_history()}.read(digest); };
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

evidence::NoteKey log_key(site::Site const& site, crypto::SiteKeys const& keys)
{
    return evidence::note_key(site.settings.origin(), keys.log.verify_key());
}

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
      witnessing{site,
                 store->ledger(),
                 log_key(site, *keys),
                 std::move(past),
                 [this] { commits->latch(history_contradicted()); },
                 log,
                 clock},
      disposal{*store, *commits, clock, [this] { return spare_bytes(site.data(), site.settings.limits); }, log},
      deadlines{store->ledger(),
                *commits,
                clock,
                [this] { return setups->current(); },
                kept_texts(site),
                AgencyId{site.settings.desk},
                log},
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
               kept_texts(site)},
      carry_overs{{store->ledger(), *commits, subjects, *keys, road, clock, [this] { return setups->current(); },
                   [this](std::string const& agency) { mailroom.notify(agency); }},
                  log},
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

Result<void> Gateway::Parts::take_over_revocations()
{
    if (auto const reloaded = server->reload_tls(); !reloaded)
        return reloaded.error();
    server->renew_sessions();
    return {};
}

}  // namespace micklegate::serve
