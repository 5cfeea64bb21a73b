// An identity bundle: what one agency needs to be itself at the gateway.
#pragma once

#include "gateway/crypto/sealed_box.hpp"
#include "gateway/crypto/signing.hpp"
#include "gateway/model/ids.hpp"

#include <filesystem>

namespace micklegate::gateway_client {

struct Identity {
    AgencyId agency;
    std::string kind;
    std::string name;
    std::string gateway;                      ///< URL, e.g. "https://127.0.0.1:8443"
    std::string log;                          ///< the log's verifier key, as vkey text
    std::filesystem::path ca;                 ///< PEM: whom to trust as the gateway
    std::filesystem::path certificate;        ///< PEM: this agency's own
    std::filesystem::path key;                ///< PEM, mode 0600
    crypto::OpeningKey opening;               ///< opens what is sealed to the agency now
    std::vector<crypto::OpeningKey> retired;  ///< open what was sealed before a rotation, newest first
    crypto::SigningKey signing;
};

/// From a folder of agency.json, ca.crt, tls.crt, tls.key, seal.key, sign.key and the retired-seal.<n>.key of
/// rotations. Refuses secrets that others on the machine can read.
[[nodiscard]] Result<Identity> load_identity(std::filesystem::path const& folder);

}  // namespace micklegate::gateway_client
