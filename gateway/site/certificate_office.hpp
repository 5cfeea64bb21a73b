// The ca/ folder of a site: the authority, and the list of all it has issued and revoked.
#pragma once

#include "gateway/crypto/certificate_authority.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace micklegate::site {

struct IssuedRecord {
    std::string serial;
    std::string subject;  ///< agency id, or "gateway"
    Moment issued;
    Moment expires;
    std::optional<Moment> revoked;
};

class CertificateOffice {
public:
    [[nodiscard]] static CertificateOffice create(std::string_view site_name, Moment now);
    /// From ca.crt, ca.key and issued.json; kConfiguration where the key is kept elsewhere.
    [[nodiscard]] static Result<CertificateOffice> open(std::filesystem::path const& folder);

    [[nodiscard]] crypto::CertificateAuthority const& authority() const noexcept { return authority_; }
    [[nodiscard]] crypto::IssuedCertificate issue_agency(AgencyId const& agency, Moment now);
    [[nodiscard]] crypto::IssuedCertificate issue_server(std::span<std::string const> names, Moment now);
    /// All certificates of the agency but `except`; how many were not revoked before.
    std::size_t revoke(AgencyId const& agency, std::string_view except, Moment now);

    /// Writes issued.json and then the revocation list, each atomically. The list is renewed by every save.
    [[nodiscard]] Result<void> save(std::filesystem::path const& folder, Moment now);

private:
    explicit CertificateOffice(crypto::CertificateAuthority authority) : authority_{std::move(authority)} {}
    void note(crypto::IssuedCertificate const& certificate, std::string subject, Moment now);

    crypto::CertificateAuthority authority_;
    std::vector<IssuedRecord> issued_;
    std::uint64_t lists_ = 0;  ///< written so far; the number of the newest
};

}  // namespace micklegate::site
