#include "gateway/serve/gateway.hpp"

#include "gateway/serve/begun_log.hpp"
#include "gateway/serve/gateway_parts.hpp"

namespace micklegate::serve {

using receive::Severity;

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
    for (Notices* const notices : {&parts.mails, &parts.calls})
        if (auto const opened = notices->open(); !opened)
            return opened.error();
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
    parts_->deadlines.start();
    parts_->carry_overs.start();
    parts_->register_expiry.start();
    parts_->mails.start();
    parts_->calls.start();
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
    parts_->deadlines.stop();
    parts_->carry_overs.stop();
    parts_->register_expiry.stop();
    parts_->mails.stop();
    parts_->calls.stop();
    // Commits what is still queued. The server's contexts must outlive this: answers are posted to them.
    parts_->commits.reset();
    return clean;
}

}  // namespace micklegate::serve
