// As what an agency asks about a message: beyond its two ends, who may take it back and who looks after breaches.
#pragma once

#include "gateway/api/message_access.hpp"
#include "gateway/api/services.hpp"

namespace micklegate::api {

enum class Standing {
    kRecipient,
    kSender,     ///< also the duty desk, of a message that it released: may take it back and assess the breach
    kOversight,  ///< the duty desk and auditors, of a message that was recalled
};

struct ViewedMessage {
    KnownMessage known;
    Standing standing = Standing::kRecipient;
};

/// The message at {id}; kNotFound for whoever has no standing, as if it did not exist.
[[nodiscard]] Result<ViewedMessage> viewed_message(receive::HttpRequest const& request, Services const& services);
/// The same for the sender alone.
[[nodiscard]] Result<KnownMessage> message_to_take_back(receive::HttpRequest const& request, Services const& services);

/// The duty desk and auditors, but for those that are suspended.
[[nodiscard]] bool has_oversight(AgencyId const& agency, Services const& services);

}  // namespace micklegate::api
