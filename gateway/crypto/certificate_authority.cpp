#include "gateway/crypto/certificate_authority.hpp"

#include "gateway/crypto/certificate_builder.hpp"
#include "gateway/crypto/peer_identity.hpp"
#include "gateway/model/agency_id.hpp"

#include <openssl/bn.h>
#include <openssl/pem.h>

namespace micklegate::crypto {
namespace {

using openssl::must;
using std::chrono::days;
using std::chrono::minutes;

constexpr days kRootLife{3652};
constexpr days kLeafLife{398};
/// Peers' clocks may run a little behind ours.
constexpr minutes kClockSkew{5};

openssl::Integer serial_number(std::string const& serial)
{
    BIGNUM* raw = nullptr;
    must(BN_hex2bn(&raw, serial.c_str()) == static_cast<int>(serial.size()));
    openssl::Number const number{raw};
    return must(openssl::Integer{BN_to_ASN1_INTEGER(number.get(), nullptr)});
}

void add_revoked(X509_CRL* list, RevokedCertificate const& certificate)
{
    auto revoked = must(openssl::Revoked{X509_REVOKED_new()});
    must(X509_REVOKED_set_serialNumber(revoked.get(), serial_number(certificate.serial).get()) == 1);
    must(X509_REVOKED_set_revocationDate(revoked.get(), to_asn1(certificate.when).get()) == 1);
    must(X509_CRL_add0_revoked(list, revoked.release()) == 1);
}

/// Without it OpenSSL would ask the terminal for the passphrase of an encrypted key.
int ask_nobody(char*, int, int, void*) { return -1; }

Problem unusable(std::string why)
{
    return problem(ProblemCode::kConfiguration, "The certificate authority cannot be used: " + std::move(why),
                   "Restore ca.crt and ca.key of the site together.");
}

}  // namespace

struct CertificateAuthority::Pair {
    openssl::Certificate certificate;
    openssl::Key key;

    [[nodiscard]] IssuedCertificate issue(Profile const& profile) const
    {
        openssl::Key const leaf_key = generate_key();
        openssl::Certificate const leaf =
            build_certificate(profile, leaf_key.get(), Issuer{certificate.get(), key.get()});
        return {pem_of(leaf.get()), pem_of(leaf_key.get()), serial_of(leaf.get()), profile.until};
    }
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<Pair> pair) : pair_{std::move(pair)} {}
CertificateAuthority::CertificateAuthority(CertificateAuthority&&) noexcept = default;
CertificateAuthority::~CertificateAuthority() = default;

CertificateAuthority CertificateAuthority::create(std::string_view name, Moment now)
{
    Profile const root{
        std::string{name}, "critical,CA:TRUE,pathlen:0", "critical,keyCertSign,cRLSign", "", "", now - kClockSkew,
        now + kRootLife};
    openssl::Key key = generate_key();
    openssl::Certificate certificate = build_certificate(root, key.get(), Issuer{nullptr, key.get()});
    return CertificateAuthority{std::make_unique<Pair>(Pair{std::move(certificate), std::move(key)})};
}

Result<CertificateAuthority> CertificateAuthority::load(std::string_view certificate_pem, Secret const& key_pem)
{
    openssl::Certificate certificate{
        PEM_read_bio_X509(openssl::reader(certificate_pem).get(), nullptr, nullptr, nullptr)};
    if (!certificate || X509_check_ca(certificate.get()) != 1)
        return unusable("its certificate is not a CA certificate.");
    openssl::Key key{
        PEM_read_bio_PrivateKey(openssl::reader(as_text(key_pem.view())).get(), nullptr, ask_nobody, nullptr)};
    if (!key || X509_check_private_key(certificate.get(), key.get()) != 1)
        return unusable("its key does not belong to its certificate.");
    return CertificateAuthority{std::make_unique<Pair>(Pair{std::move(certificate), std::move(key)})};
}

std::string CertificateAuthority::certificate() const { return pem_of(pair_->certificate.get()); }
Secret CertificateAuthority::key() const { return pem_of(pair_->key.get()); }

IssuedCertificate CertificateAuthority::issue_agency(AgencyId const& agency, Moment now) const
{
    invariant(valid_agency_id(agency.get()), "only sound agency ids are issued");
    return pair_->issue(Profile{agency.get(), "critical,CA:FALSE", "critical,digitalSignature", "clientAuth",
                                "URI:" + std::string{kAgencyUrn} + agency.get(), now - kClockSkew, now + kLeafLife});
}

IssuedCertificate CertificateAuthority::issue_server(std::span<std::string const> names, Moment now) const
{
    std::string alternatives = "DNS:localhost,IP:127.0.0.1,IP:::1";
    for (std::string const& name : names)
        alternatives += ",DNS:" + name;
    return pair_->issue(Profile{"Micklegate gateway", "critical,CA:FALSE", "critical,digitalSignature", "serverAuth",
                                std::move(alternatives), now - kClockSkew, now + kLeafLife});
}

std::string CertificateAuthority::revocation_list(std::span<RevokedCertificate const> revoked, std::uint64_t number,
                                                  Moment now) const
{
    auto const list = must(openssl::RevocationList{X509_CRL_new()});
    must(X509_CRL_set_version(list.get(), 1) == 1);
    must(X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(pair_->certificate.get())) == 1);
    must(X509_CRL_set1_lastUpdate(list.get(), to_asn1(now - kClockSkew).get()) == 1);
    must(X509_CRL_set1_nextUpdate(list.get(), to_asn1(now + kLeafLife).get()) == 1);
    for (RevokedCertificate const& certificate : revoked)
        add_revoked(list.get(), certificate);

    auto const crl_number = must(openssl::Integer{ASN1_INTEGER_new()});
    must(ASN1_INTEGER_set_uint64(crl_number.get(), number) == 1);
    must(X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, crl_number.get(), 0, 0) == 1);
    X509V3_CTX context;
    X509V3_set_ctx(&context, pair_->certificate.get(), nullptr, nullptr, list.get(), 0);
    openssl::Extension const authority{X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid")};
    must(authority && X509_CRL_add_ext(list.get(), authority.get(), -1) == 1);
    must(X509_CRL_sort(list.get()) == 1);
    must(X509_CRL_sign(list.get(), pair_->key.get(), EVP_sha256()) != 0);
    return pem_of(list.get());
}

}  // namespace micklegate::crypto
