#include "gateway/crypto/certificate_builder.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <sodium.h>

namespace micklegate::crypto {
namespace {

using openssl::must;

constexpr std::size_t kSerialBytes = 16;
constexpr long kVersion3 = 2;

/// RFC 5280 section 4.1.2.2: positive; a set top bit would cost a 17th byte, and a zero first byte would vanish.
openssl::Integer random_serial()
{
    std::array<std::uint8_t, kSerialBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7fU) | 0x40U);
    auto const number = must(openssl::Number{BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)});
    return must(openssl::Integer{BN_to_ASN1_INTEGER(number.get(), nullptr)});
}

void set_common_name(X509* certificate, std::string const& name)
{
    must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, as_bytes(name).data(),
                                    static_cast<int>(name.size()), -1, 0) == 1);
}

void add_extension(X509* certificate, X509* issuer, int nid, std::string const& value)
{
    if (value.empty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    openssl::Extension const extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())};
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// Reads back what was written into a memory BIO, which it then clears.
ByteView written(BIO* memory)
{
    char* data = nullptr;
    long const size = BIO_get_mem_data(memory, &data);
    return {reinterpret_cast<std::uint8_t const*>(data), static_cast<std::size_t>(size)};
}

}  // namespace

openssl::Key generate_key() { return must(openssl::Key{EVP_EC_gen("P-256")}); }

openssl::Certificate build_certificate(Profile const& profile, EVP_PKEY* key, Issuer const& issuer)
{
    auto certificate = must(openssl::Certificate{X509_new()});
    X509* const made = certificate.get();
    X509* const above = issuer.certificate == nullptr ? made : issuer.certificate;
    must(X509_set_version(made, kVersion3) == 1);
    must(X509_set_serialNumber(made, random_serial().get()) == 1);
    must(X509_set1_notBefore(made, to_asn1(profile.from).get()) == 1);
    must(X509_set1_notAfter(made, to_asn1(profile.until).get()) == 1);
    must(X509_set_pubkey(made, key) == 1);
    set_common_name(made, profile.common_name);
    must(X509_set_issuer_name(made, X509_get_subject_name(above)) == 1);
    add_extension(made, above, NID_basic_constraints, profile.basic_constraints);
    add_extension(made, above, NID_key_usage, profile.key_usage);
    add_extension(made, above, NID_ext_key_usage, profile.extended_key_usage);
    add_extension(made, above, NID_subject_key_identifier, "hash");
    add_extension(made, above, NID_authority_key_identifier, "keyid");
    add_extension(made, above, NID_subject_alt_name, profile.alternative_names);
    must(X509_sign(made, issuer.key, EVP_sha256()) != 0);
    return certificate;
}

openssl::Time to_asn1(Moment moment)
{
    return must(openssl::Time{
        ASN1_TIME_set(nullptr, std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count())});
}

std::string serial_of(X509 const* certificate)
{
    auto const number = must(openssl::Number{ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)});
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return hex(bytes);
}

std::string pem_of(X509* certificate)
{
    auto const memory = must(openssl::Bio{BIO_new(BIO_s_mem())});
    must(PEM_write_bio_X509(memory.get(), certificate) == 1);
    return std::string{as_text(written(memory.get()))};
}

std::string pem_of(X509_CRL* list)
{
    auto const memory = must(openssl::Bio{BIO_new(BIO_s_mem())});
    must(PEM_write_bio_X509_CRL(memory.get(), list) == 1);
    return std::string{as_text(written(memory.get()))};
}

Secret pem_of(EVP_PKEY* key)
{
    auto const memory = must(openssl::Bio{BIO_new(BIO_s_secmem())});
    must(PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return Secret::copy_of(written(memory.get()));
}

}  // namespace micklegate::crypto
