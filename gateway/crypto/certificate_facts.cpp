#include "gateway/crypto/certificate_facts.hpp"

#include "gateway/crypto/openssl_handles.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace micklegate::crypto {
namespace {

Problem not_one(char const* what)
{
    ERR_clear_error();  // or a connection's next TLS call on this thread would report it as its own
    return problem(ProblemCode::kConfiguration, std::string{"It is not a "} + what + " in PEM.");
}

Result<Moment> moment_of(ASN1_TIME const* time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return problem(ProblemCode::kConfiguration, "It does not say until when it is valid.");
    std::chrono::year_month_day const day{std::chrono::year{parts.tm_year + 1900},
                                          std::chrono::month{static_cast<unsigned>(parts.tm_mon) + 1},
                                          std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
    return Moment{std::chrono::sys_days{day}} + std::chrono::hours{parts.tm_hour} + std::chrono::minutes{parts.tm_min} +
           std::chrono::seconds{parts.tm_sec};
}

std::vector<std::string> dns_names_of(X509 const* certificate)
{
    openssl::Names const names{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
    std::vector<std::string> found;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        GENERAL_NAME const* const name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS)
            continue;
        ASN1_STRING const* const text = name->d.dNSName;
        found.emplace_back(reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)),
                           static_cast<std::size_t>(ASN1_STRING_length(text)));
    }
    return found;
}

}  // namespace

Result<CertificateFacts> certificate_facts(std::string_view pem)
{
    openssl::Certificate const certificate{PEM_read_bio_X509(openssl::reader(pem).get(), nullptr, nullptr, nullptr)};
    if (!certificate)
        return not_one("certificate");
    Result<Moment> const expires = moment_of(X509_get0_notAfter(certificate.get()));
    if (!expires)
        return expires.error();
    return CertificateFacts{*expires, dns_names_of(certificate.get())};
}

Result<Moment> revocation_list_due(std::string_view pem)
{
    openssl::RevocationList const list{PEM_read_bio_X509_CRL(openssl::reader(pem).get(), nullptr, nullptr, nullptr)};
    if (!list)
        return not_one("revocation list");
    return moment_of(X509_CRL_get0_nextUpdate(list.get()));
}

}  // namespace micklegate::crypto
