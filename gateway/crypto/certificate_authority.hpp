// The development certificate authority: issues what certs/profiles describe, and nothing else.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/crypto/secret.hpp"
#include "gateway/model/ids.hpp"

#include <span>

namespace micklegate::crypto {

struct IssuedCertificate {
    std::string certificate;  ///< PEM
    Secret key;               ///< PEM, PKCS #8, P-256
    std::string serial;       ///< lower-case hex of 16 random bytes
    Moment expires;
};

struct RevokedCertificate {
    std::string serial;
    Moment when;
};

/// P-256 throughout (ECDSA with SHA-256). Move-only; one thread at a time.
class CertificateAuthority {
public:
    /// A new self-signed root, valid for ten years.
    [[nodiscard]] static CertificateAuthority create(std::string_view name, Moment now);
    /// kConfiguration when the two do not belong together or the certificate is not a CA's.
    [[nodiscard]] static Result<CertificateAuthority> load(std::string_view certificate, Secret const& key);

    CertificateAuthority(CertificateAuthority&&) noexcept;
    ~CertificateAuthority();

    [[nodiscard]] std::string certificate() const;  ///< PEM
    [[nodiscard]] Secret key() const;               ///< PEM, PKCS #8

    /// For an agency's client: one SAN URI, EKU clientAuth, a year and a month.
    [[nodiscard]] IssuedCertificate issue_agency(AgencyId const& agency, Moment now) const;
    /// For the gateway: localhost and its addresses, and `names` (DNS), EKU serverAuth.
    [[nodiscard]] IssuedCertificate issue_server(std::span<std::string const> names, Moment now) const;
    /// PEM. `number` must grow with every list (RFC 5280 section 5.2.3). Due again when certificates are: every change
    /// to the site writes a new one, so the list on its disk is never behind.
    [[nodiscard]] std::string revocation_list(std::span<RevokedCertificate const> revoked, std::uint64_t number,
                                              Moment now) const;

private:
    struct Pair;
    explicit CertificateAuthority(std::unique_ptr<Pair> pair);
    std::unique_ptr<Pair> pair_;
};

}  // namespace micklegate::crypto
