// OpenSSL settings for mutual TLS 1.3.
#include "gateway/receive/tls.hpp"

#include "gateway/crypto/peer_identity.hpp"

#include <openssl/bn.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <boost/algorithm/string/case_conv.hpp>

namespace micklegate::receive {
namespace {

namespace ssl = boost::asio::ssl;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;

Result<AgencyId> agency_of(X509* certificate)
{
    unsigned char* encoded = nullptr;
    int const size = i2d_X509(certificate, &encoded);
    if (size <= 0)
        return problem(ProblemCode::kIntegrity, "The certificate cannot be encoded.");
    Bytes const der{encoded, encoded + size};
    OPENSSL_free(encoded);
    return crypto::agency_of_certificate(der);
}

std::string serial_of(X509* certificate)
{
    std::unique_ptr<BIGNUM, decltype(&BN_free)> const number{
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), &BN_free};
    char* const text = number ? BN_bn2hex(number.get()) : nullptr;
    std::string serial = text == nullptr ? "" : text;
    OPENSSL_free(text);
    boost::algorithm::to_lower(serial, std::locale::classic());
    return serial;
}

/// Runs for every certificate of the chain; the leaf must also name an agency, or the handshake fails here.
int verify_certificate(int verified, X509_STORE_CTX* store)
{
    if (verified == 0 || X509_STORE_CTX_get_error_depth(store) > 0)
        return verified;
    if (agency_of(X509_STORE_CTX_get_current_cert(store)))
        return 1;
    X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
    return 0;
}

Result<void> use_files(SSL_CTX* context, TlsFiles const& files)
{
    auto const unusable = [](char const* what, std::filesystem::path const& file) {
        return problem(ProblemCode::kConfiguration,
                       std::string{"The "} + what + " cannot be used: " + file.string() + ".",
                       "Check that the file exists, is readable and is PEM.");
    };
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
        return unusable("gateway's certificate", files.certificate);
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return unusable("gateway's TLS key", files.key);
    if (SSL_CTX_load_verify_file(context, files.ca.c_str()) != 1)
        return unusable("certificate authority", files.ca);
    STACK_OF(X509_NAME)* const names = SSL_load_client_CA_file(files.ca.c_str());
    if (names == nullptr)
        return unusable("certificate authority", files.ca);
    SSL_CTX_set_client_CA_list(context, names);
    X509_STORE* const store = SSL_CTX_get_cert_store(context);
    if (X509_load_crl_file(X509_STORE_add_lookup(store, X509_LOOKUP_file()), files.crl.c_str(), X509_FILETYPE_PEM) != 1)
        return unusable("revocation list", files.crl);
    return {};
}

}  // namespace

Result<TlsContext> make_tls_context(TlsFiles const& files)
{
    auto const context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* const handle = context->native_handle();
    SSL_CTX_set_min_proto_version(handle, TLS1_3_VERSION);
    SSL_CTX_set_options(handle, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_num_tickets(handle, 0);
    SSL_CTX_set_max_early_data(handle, 0);
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_verify(handle, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, verify_certificate);
    SSL_CTX_set_verify_depth(handle, 1);
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(handle), X509_V_FLAG_CRL_CHECK | X509_V_FLAG_X509_STRICT);
    if (auto const used = use_files(handle, files); !used)
        return used.error();
    return context;
}

Result<Peer> peer_of(SSL* connection)
{
    X509Ptr const certificate{SSL_get1_peer_certificate(connection), &X509_free};
    if (!certificate || SSL_get_verify_result(connection) != X509_V_OK)
        return problem(ProblemCode::kNotAllowed, "The connection has no verified certificate.");
    auto agency = agency_of(certificate.get());
    if (!agency)
        return agency.error();
    return Peer{std::move(*agency), serial_of(certificate.get())};
}

std::string verification_failure(SSL* connection)
{
    long const result = SSL_get_verify_result(connection);
    return result == X509_V_OK ? "" : X509_verify_cert_error_string(result);
}

}  // namespace micklegate::receive
