// Before a gateway signs anything: its store must contain every checkpoint that its key is known to have signed.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/evidence/witness_policy.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/site/site.hpp"
#include "gateway/witness_client/plain_http.hpp"

#include <optional>

namespace micklegate::serve {

/// What a site folder remembers of its log: notes that its key signed.
struct RememberedPast {
    std::optional<std::string> contradicted;
    std::optional<std::string> witnessed;
};

/// Before the store is opened by whoever reads beside a gateway, which goes on to write both.
[[nodiscard]] Result<RememberedPast> read_remembered(site::Site const& site);
/// kIntegrity where the store does not contain one of them.
[[nodiscard]] Result<void> check_remembered(site::Site const& site, RememberedPast const& past,
                                            commit::Ledger const& ledger, evidence::NoteKey const& key);

/// kIntegrity where the store does not contain a checkpoint that the site folder remembers: it was witnessed, or shown
/// to the gateway as evidence. What it remembers as witnessed last, else.
[[nodiscard]] Result<std::optional<std::string>> check_remembered(site::Site const& site, commit::Ledger const& ledger,
                                                                  evidence::NoteKey const& key);

/// Asks each witness that has a URL what it holds of this log, all at once: kIntegrity where that is signed by the
/// log's key and not in the store. Those that cannot be asked are told and passed over.
[[nodiscard]] Result<void> ask_witnesses(evidence::WitnessPolicy const& policy, commit::Ledger const& ledger,
                                         evidence::NoteKey const& key, witness_client::AskEach const& ask,
                                         receive::Log const& log);

}  // namespace micklegate::serve
