// Exactly once: the same (source, id) gets the same answer, and other content under a used id is refused (409).
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/model/event.hpp"

namespace micklegate::road {

/// Keyed hashes of (source, id) and of the whole event; neither can be turned back or guessed without the site key.
[[nodiscard]] commit::EventMark mark_event(crypto::SiteKeys const& keys, Event const& event,
                                           std::string_view canonical);

/// The answer a repeat gets, or empty where the event is new. A mended message may take the id of a refused or held
/// one.
[[nodiscard]] std::optional<commit::Proposal> answer_of_repeat(commit::Ledger const& ledger,
                                                               commit::EventMark const& mark);

/// An intent that appends `proposal` unless the event was answered meanwhile.
[[nodiscard]] commit::Intent once(commit::EventMark mark, commit::Proposal proposal);

}  // namespace micklegate::road
