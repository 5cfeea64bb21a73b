// A certificate authority for tests, and every kind of certificate a gateway must refuse.
#pragma once

#include "gateway/crypto/certificate_authority.hpp"
#include "gateway/crypto/certificate_builder.hpp"
#include "tests/support/tmp_folder.hpp"

#include <openssl/pem.h>

#include <fstream>

namespace micklegate::test {

struct CertificateFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::string serial;
};

class TestPki {
public:
    explicit TestPki(std::filesystem::path folder, std::string const& name = "Demo partnership")
        : folder_{std::move(folder)}, authority_{create(name)}
    {
        std::filesystem::create_directories(folder_);
        write("ca.crt", authority_.certificate());
        revoke({});
    }

    [[nodiscard]] std::filesystem::path ca() const { return folder_ / "ca.crt"; }
    [[nodiscard]] std::filesystem::path crl() const { return folder_ / "ca.crl"; }

    CertificateFiles gateway() { return keep("gateway", authority_.issue_server({}, system_now())); }
    CertificateFiles agency(std::string const& id)
    {
        return keep(id, authority_.issue_agency(AgencyId{id}, system_now()));
    }

    /// What the authority itself would never issue.
    CertificateFiles odd(std::string const& name, crypto::Profile const& profile)
    {
        crypto::openssl::Certificate const issuer{
            PEM_read_bio_X509(crypto::openssl::reader(authority_.certificate()).get(), nullptr, nullptr, nullptr)};
        crypto::Secret const issuer_pem = authority_.key();
        crypto::openssl::Key const issuer_key{PEM_read_bio_PrivateKey(
            crypto::openssl::reader(as_text(issuer_pem.view())).get(), nullptr, nullptr, nullptr)};
        crypto::openssl::Key const key = crypto::generate_key();
        auto const made = crypto::build_certificate(profile, key.get(), {issuer.get(), issuer_key.get()});
        return keep(name, {crypto::pem_of(made.get()), crypto::pem_of(key.get()), crypto::serial_of(made.get()),
                           profile.until});
    }

    void revoke(std::vector<std::string> const& serials)
    {
        std::vector<crypto::RevokedCertificate> revoked;
        for (std::string const& serial : serials)
            revoked.push_back({serial, system_now()});
        write("ca.crl", authority_.revocation_list(revoked, ++list_number_, system_now()));
    }

    /// A sound agency's profile, to be made unsound in one way.
    static crypto::Profile agency_profile()
    {
        using std::chrono::hours;
        return {"police.demo",
                "critical,CA:FALSE",
                "critical,digitalSignature",
                "clientAuth",
                "URI:urn:micklegate:agency:police.demo",
                system_now() - hours{1},
                system_now() + hours{1}};
    }

private:
    static crypto::CertificateAuthority create(std::string const& name)
    {
        crypto::initialise();
        return crypto::CertificateAuthority::create(name, system_now());
    }

    CertificateFiles keep(std::string const& name, crypto::IssuedCertificate const& issued)
    {
        write(name + ".crt", issued.certificate);
        write(name + ".key", as_text(issued.key.view()));
        return {folder_ / (name + ".crt"), folder_ / (name + ".key"), issued.serial};
    }

    void write(std::string const& name, std::string_view content) const
    {
        std::ofstream{folder_ / name, std::ios::binary} << content;
    }

    std::filesystem::path folder_;
    crypto::CertificateAuthority authority_;
    std::uint64_t list_number_ = 0;
};

}  // namespace micklegate::test
