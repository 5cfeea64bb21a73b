// Certificates: what the authority issues is what certs/profiles says, and a certificate names one agency or none.
#include "gateway/crypto/certificate_authority.hpp"
#include "gateway/crypto/certificate_builder.hpp"
#include "gateway/crypto/peer_identity.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include <algorithm>

namespace micklegate::crypto {
namespace {

bool const kCryptoStarted = (initialise(), true);

Moment const kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};

openssl::Certificate read_certificate(std::string_view pem)
{
    return openssl::must(
        openssl::Certificate{PEM_read_bio_X509(openssl::reader(pem).get(), nullptr, nullptr, nullptr)});
}

Bytes der_of(X509* certificate)
{
    Bytes der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)));
    std::uint8_t* end = der.data();
    i2d_X509(certificate, &end);
    return der;
}

/// A self-signed certificate with any names and usages; what it is signed by does not matter here.
Bytes certificate_with(char const* names, char const* usages = "clientAuth",
                       char const* constraints = "critical,CA:FALSE")
{
    openssl::Key const key = generate_key();
    Profile const profile{"agency.by-common-name", constraints, "", usages, names, kNow, kNow};
    return der_of(build_certificate(profile, key.get(), Issuer{nullptr, key.get()}).get());
}

struct Impostor {
    char const* name;
    char const* names;
    char const* reason;
    char const* usages = "clientAuth";
    char const* constraints = "critical,CA:FALSE";
};

class AgencyOfCertificate : public testing::TestWithParam<Impostor> {};

TEST_P(AgencyOfCertificate, RefusesWithItsOwnReason)
{
    auto const agency =
        agency_of_certificate(certificate_with(GetParam().names, GetParam().usages, GetParam().constraints));
    ASSERT_FALSE(agency);
    EXPECT_NE(agency.error().detail.find(GetParam().reason), std::string::npos) << agency.error().detail;
}

constexpr char const* kSound = "URI:urn:micklegate:agency:la.815";

INSTANTIATE_TEST_SUITE_P(
    Impostors, AgencyOfCertificate,
    testing::Values(Impostor{"no_name", "", "no URI name"}, Impostor{"only_dns", "DNS:la.815", "no URI name"},
                    Impostor{"two_agencies", "URI:urn:micklegate:agency:la.815,URI:urn:micklegate:agency:la.816",
                             "more than one URI name"},
                    Impostor{"agency_and_other_uri", "URI:https://example.org,URI:urn:micklegate:agency:la.816",
                             "more than one URI name"},
                    Impostor{"other_prefix", "URI:urn:other:agency:la.815", "not an agency of this"},
                    Impostor{"prefix_in_capitals", "URI:URN:micklegate:agency:la.815", "not an agency of this"},
                    Impostor{"empty_id", "URI:urn:micklegate:agency:", "characters or a form"},
                    Impostor{"capital_id", "URI:urn:micklegate:agency:LA.815", "characters or a form"},
                    Impostor{"path_id", "URI:urn:micklegate:agency:../la.815", "characters or a form"},
                    Impostor{"no_usage", kSound, "client authentication", ""},
                    Impostor{"server_usage", kSound, "client authentication", "serverAuth"},
                    Impostor{"authority", kSound, "certificate authority", "clientAuth", "critical,CA:TRUE"}),
    [](auto const& row) { return row.param.name; });

TEST(AgencyOfCertificateBytes, WithANulInsideTheNameAreRefused)
{
    // OpenSSL's text form cannot hold a NUL, so one is patched over a character of the encoding.
    Bytes der = certificate_with("URI:urn:micklegate:agency:la.815Xevil");
    std::string_view const marker = "Xevil";
    auto const at = std::search(der.begin(), der.end(), marker.begin(), marker.end());
    ASSERT_NE(at, der.end());
    *at = 0;
    auto const agency = agency_of_certificate(der);
    ASSERT_FALSE(agency);
    EXPECT_NE(agency.error().detail.find("NUL"), std::string::npos);
}

TEST(AgencyOfCertificateBytes, ThatAreNoCertificateAreRefused)
{
    EXPECT_FALSE(agency_of_certificate({}));
    EXPECT_FALSE(agency_of_certificate(Bytes{0x30, 0x03, 0x02, 0x01, 0x01}));
}

TEST(AgencyOfCertificateBytes, AfterTheCertificateAreRefused)
{
    Bytes der = certificate_with("URI:urn:micklegate:agency:la.815");
    ASSERT_TRUE(agency_of_certificate(der));
    der.push_back(0);
    EXPECT_FALSE(agency_of_certificate(der));
}

TEST(CertificateAuthority, NamesTheAgencyItIssuedTo)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    auto const issued = authority.issue_agency(AgencyId{"school.901233"}, kNow);
    auto const agency = agency_of_certificate(der_of(read_certificate(issued.certificate).get()));
    ASSERT_TRUE(agency);
    EXPECT_EQ(*agency, AgencyId{"school.901233"});
    EXPECT_EQ(agency_of_certificate_pem(issued.certificate).value(), AgencyId{"school.901233"});
    EXPECT_FALSE(agency_of_certificate_pem("-----BEGIN CERTIFICATE-----\n"));
}

TEST(CertificateAuthority, IssuesServersThatAreNobodysClient)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    std::vector<std::string> const names{"gate.example"};
    auto const certificate = read_certificate(authority.issue_server(names, kNow).certificate);
    EXPECT_EQ(X509_check_host(certificate.get(), "gate.example", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
    EXPECT_FALSE(agency_of_certificate(der_of(certificate.get())));
}

TEST(CertificateAuthority, LoadsOnlyItsOwnPair)
{
    auto const one = CertificateAuthority::create("One", kNow);
    auto const other = CertificateAuthority::create("Other", kNow);
    EXPECT_TRUE(CertificateAuthority::load(one.certificate(), one.key()));
    EXPECT_FALSE(CertificateAuthority::load(one.certificate(), other.key()));
    auto const leaf = one.issue_agency(AgencyId{"la.815"}, kNow);
    EXPECT_FALSE(CertificateAuthority::load(leaf.certificate, leaf.key));
}

TEST(CertificateAuthority, NeverIssuesASerialTwice)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    auto const one = authority.issue_agency(AgencyId{"la.815"}, kNow);
    auto const other = authority.issue_agency(AgencyId{"la.815"}, kNow);
    EXPECT_NE(one.serial, other.serial);
    EXPECT_EQ(one.serial.size(), 32U);
}

/// Verifies as a TLS server does: chain, dates, purpose and revocation.
int verify_client(CertificateAuthority const& authority, std::string const& list, std::string const& leaf, Moment when)
{
    openssl::Owned<X509_STORE, X509_STORE_free> const store{X509_STORE_new()};
    openssl::Certificate const root = read_certificate(authority.certificate());
    openssl::RevocationList const crl{PEM_read_bio_X509_CRL(openssl::reader(list).get(), nullptr, nullptr, nullptr)};
    X509_STORE_add_cert(store.get(), root.get());
    X509_STORE_add_crl(store.get(), crl.get());
    openssl::Owned<X509_STORE_CTX, X509_STORE_CTX_free> const context{X509_STORE_CTX_new()};
    openssl::Certificate const certificate = read_certificate(leaf);
    X509_STORE_CTX_init(context.get(), store.get(), certificate.get(), nullptr);
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_CRL_CHECK | X509_V_FLAG_X509_STRICT);
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_CLIENT);
    X509_STORE_CTX_set_time(context.get(), 0, std::chrono::system_clock::to_time_t(when));
    X509_verify_cert(context.get());
    return X509_STORE_CTX_get_error(context.get());
}

TEST(RevocationList, StopsExactlyTheCertificatesOnIt)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    auto const kept = authority.issue_agency(AgencyId{"la.815"}, kNow);
    auto const stopped = authority.issue_agency(AgencyId{"la.816"}, kNow);
    std::vector<RevokedCertificate> const revoked{{stopped.serial, kNow}};
    std::string const list = authority.revocation_list(revoked, 2, kNow);
    EXPECT_EQ(verify_client(authority, list, kept.certificate, kNow), X509_V_OK);
    EXPECT_EQ(verify_client(authority, list, stopped.certificate, kNow), X509_V_ERR_CERT_REVOKED);
}

TEST(CertificateAuthority, SignsNothingForANamesake)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    auto const namesake = CertificateAuthority::create("Test CA", kNow);
    auto const leaf = namesake.issue_agency(AgencyId{"la.815"}, kNow);
    EXPECT_NE(verify_client(authority, authority.revocation_list({}, 1, kNow), leaf.certificate, kNow), X509_V_OK);
}

TEST(CertificateAuthority, IssuesForLimitedTime)
{
    auto const authority = CertificateAuthority::create("Test CA", kNow);
    auto const leaf = authority.issue_agency(AgencyId{"la.815"}, kNow);
    std::string const list = authority.revocation_list({}, 1, leaf.expires - std::chrono::hours{1});
    EXPECT_EQ(verify_client(authority, list, leaf.certificate, leaf.expires + std::chrono::hours{1}),
              X509_V_ERR_CERT_HAS_EXPIRED);
}

}  // namespace
}  // namespace micklegate::crypto
