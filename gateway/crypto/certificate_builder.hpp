// Parts of making certificates that the root, agencies, servers and revocation lists share; private to this folder.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/crypto/openssl_handles.hpp"
#include "gateway/crypto/secret.hpp"

namespace micklegate::crypto {

struct Profile {
    std::string common_name;
    std::string basic_constraints;
    std::string key_usage;
    std::string extended_key_usage;  ///< empty: none
    std::string alternative_names;   ///< empty: none
    Moment from;
    Moment until;
};

struct Issuer {
    X509* certificate;  ///< null: the new certificate is its own issuer
    EVP_PKEY* key;
};

[[nodiscard]] openssl::Key generate_key();
[[nodiscard]] openssl::Certificate build_certificate(Profile const& profile, EVP_PKEY* key, Issuer const& issuer);
[[nodiscard]] openssl::Time to_asn1(Moment moment);
[[nodiscard]] std::string serial_of(X509 const* certificate);

[[nodiscard]] std::string pem_of(X509* certificate);
[[nodiscard]] std::string pem_of(X509_CRL* list);
[[nodiscard]] Secret pem_of(EVP_PKEY* key);

}  // namespace micklegate::crypto
