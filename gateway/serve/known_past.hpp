// Before a gateway signs anything: its store must contain every checkpoint that its key is known to have signed.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/evidence/witness_policy.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/site/site.hpp"
#include "gateway/witness_client/plain_http.hpp"

#include <optional>

namespace micklegate::serve {

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
