#include "gateway/crypto/peer_identity.hpp"

#include "gateway/crypto/openssl_handles.hpp"
#include "gateway/model/agency_id.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace micklegate::crypto {
namespace {

Problem refusal(std::string reason)
{
    return problem(ProblemCode::kSenderMismatch, "The client certificate " + std::move(reason),
                   "Use the identity the partnership issued to your agency.");
}

bool for_client_authentication(X509 const* certificate)
{
    openssl::Usages const usages{
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr))};
    for (int i = 0; usages && i < sk_ASN1_OBJECT_num(usages.get()); ++i)
        if (OBJ_obj2nid(sk_ASN1_OBJECT_value(usages.get(), i)) == NID_client_auth)
            return true;
    return false;
}

/// Bytes as encoded, so that an embedded NUL stays visible to the caller.
std::vector<std::string> uri_names(GENERAL_NAMES const* names)
{
    std::vector<std::string> uris;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        GENERAL_NAME const* const name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_URI)
            continue;
        ASN1_IA5STRING const* const text = name->d.uniformResourceIdentifier;
        ByteView const bytes{ASN1_STRING_get0_data(text), static_cast<std::size_t>(ASN1_STRING_length(text))};
        uris.emplace_back(as_text(bytes));
    }
    return uris;
}

Result<AgencyId> agency_of_uri(std::string_view uri)
{
    if (uri.find('\0') != uri.npos)
        return refusal("has a NUL inside its URI name.");
    if (!uri.starts_with(kAgencyUrn))
        return refusal("has a URI name that is not an agency of this partnership.");
    std::string_view const id = uri.substr(kAgencyUrn.size());
    if (!valid_agency_id(id))
        return refusal("names an agency id with characters or a form that are not allowed.");
    return AgencyId{std::string{id}};
}

Result<AgencyId> unreadable()
{
    ERR_clear_error();  // or the connection's next TLS call would report it as its own
    return refusal("cannot be read.");
}

Result<AgencyId> agency_of(X509* certificate)
{
    if (X509_check_ca(certificate) != 0)
        return refusal("is a certificate authority's, not an agency's.");
    if (!for_client_authentication(certificate))
        return refusal("is not for client authentication.");

    openssl::Names const names{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
    std::vector<std::string> const uris = names ? uri_names(names.get()) : std::vector<std::string>{};
    if (uris.empty())
        return refusal("has no URI name.");
    if (uris.size() > 1)
        return refusal("has more than one URI name.");
    return agency_of_uri(uris.front());
}

}  // namespace

Result<AgencyId> agency_of_certificate(ByteView der)
{
    std::uint8_t const* next = der.data();
    openssl::Certificate const certificate{d2i_X509(nullptr, &next, static_cast<long>(der.size()))};
    return certificate && next == der.data() + der.size() ? agency_of(certificate.get()) : unreadable();
}

Result<AgencyId> agency_of_certificate_pem(std::string_view pem)
{
    openssl::Certificate const certificate{PEM_read_bio_X509(openssl::reader(pem).get(), nullptr, nullptr, nullptr)};
    return certificate ? agency_of(certificate.get()) : unreadable();
}

}  // namespace micklegate::crypto
