// A notice to an agency's own system: a CloudEvent 1.0, signed as Standard Webhooks asks, with Ed25519.
#pragma once

#include "gateway/crypto/signing.hpp"
#include "gateway/notice/waiting.hpp"

namespace micklegate::notice {

struct SignedEvent {
    std::vector<std::string> headers;  ///< "name: value"
    std::string body;
};

/// `id` is the same when a notice that did not get through is sent again. `source` names the gateway by its log.
[[nodiscard]] SignedEvent signed_event(Waiting const& waiting, std::string const& id, std::string_view source,
                                       Moment now, crypto::SigningKey const& key);

/// "whpk_…", as receivers' libraries want it.
[[nodiscard]] std::string public_key_text(crypto::VerifyKey const& key);

}  // namespace micklegate::notice
