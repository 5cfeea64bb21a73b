// Who may know of a message: its sender and its recipient. To anyone else it does not exist.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/receive/http.hpp"
#include "gateway/road/road.hpp"

namespace micklegate::api {

struct KnownMessage {
    std::vector<deliver::Step> steps;
    commit::Receipt first;  ///< the entry that accepted or held it
};

/// The {id} of the path: kNotFound, like an id that nobody has, where it is no message id at all.
[[nodiscard]] Result<std::string> message_id(receive::HttpRequest const& request);

/// kNotFound for whoever is not the duty desk: to them there is no queue of held messages.
[[nodiscard]] Result<void> is_desk(receive::HttpRequest const& request, road::Road const& road);

/// Whoever asks; kNotFound for a message that does not exist.
[[nodiscard]] Result<KnownMessage> any_message(commit::Ledger const& ledger, std::string_view message);

/// kNotFound alike for a message that does not exist and one of other agencies. What was found of a breach is for the
/// sender and not for the recipient.
[[nodiscard]] Result<KnownMessage> message_for(commit::Ledger const& ledger, std::string_view message,
                                               AgencyId const& agency);

}  // namespace micklegate::api
