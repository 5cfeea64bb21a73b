// What a serving gateway is made of; only gateway.cpp and the parts' own .cpp files include this.
#pragma once

#include "gateway/api/routes.hpp"
#include "gateway/receive/server.hpp"
#include "gateway/serve/carry_overs.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/deadlines.hpp"
#include "gateway/serve/disposal.hpp"
#include "gateway/serve/gateway.hpp"
#include "gateway/serve/local_routes.hpp"
#include "gateway/serve/notices.hpp"
#include "gateway/serve/policy_reloader.hpp"
#include "gateway/serve/register_expiry.hpp"
#include "gateway/serve/setup_keeper.hpp"
#include "gateway/serve/setup_news.hpp"
#include "gateway/serve/setup_recorder.hpp"
#include "gateway/serve/sign_ins.hpp"
#include "gateway/serve/stored_counts.hpp"
#include "gateway/serve/witnessing.hpp"
#include "gateway/storage/store.hpp"

#include <optional>

namespace micklegate::serve {

[[nodiscard]] evidence::NoteKey log_key(site::Site const& site, crypto::SiteKeys const& keys);

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
    Deadlines deadlines;
    Notices mails{Channel::kEmail, site, store->ledger(), keys->notices, clock, log};
    Notices calls{Channel::kWebhook, site, store->ledger(), keys->notices, clock, log};
    commit::SubjectKeys subjects;
    RegisterExpiry register_expiry{
        store->ledger(), *commits, subjects, *keys, clock, [this] { return setups->current(); }, log};
    road::Road road;
    api::Mailroom mailroom;
    api::Budgets budgets;
    api::Budgets refusals;
    api::Budgets cosignatures;
    api::Workers workers;
    api::Services services;
    CarryOvers carry_overs;
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

}  // namespace micklegate::serve
