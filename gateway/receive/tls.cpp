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

int verification_slot()
{
    static int const slot = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

Verification* verification_of(X509_STORE_CTX* store)
{
    auto* const connection = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    return static_cast<Verification*>(SSL_get_ex_data(connection, verification_slot()));
}

/// What the gateway asks of a leaf beyond a sound chain; empty where nothing is wrong with it.
std::string misgiving(X509* leaf, Verification const* verification)
{
    auto const agency = agency_of(leaf);
    if (!agency)
        return agency.error().detail;
    if (verification == nullptr)
        return {};
    auto const checked = verification->check(*agency, serial_of(leaf));
    return !checked && checked.error().code == ProblemCode::kNotFound ? checked.error().detail : "";
}

/// The id is sound wherever it can be read at all; an unverified certificate may name whom it likes.
std::string named_in(X509* certificate)
{
    auto const agency = certificate == nullptr ? Result<AgencyId>{Problem{}} : agency_of(certificate);
    return agency ? " It names " + agency->get() + ", serial " + serial_of(certificate) + "." : "";
}

/// Runs for every certificate of the chain; the leaf must also name one agency of this partnership.
int verify_certificate(int verified, X509_STORE_CTX* store)
{
    Verification* const verification = verification_of(store);
    X509* const certificate = X509_STORE_CTX_get_current_cert(store);
    std::string failure;
    if (verified == 0)
        failure = std::string{X509_verify_cert_error_string(X509_STORE_CTX_get_error(store))} + ".";
    else if (X509_STORE_CTX_get_error_depth(store) == 0)
        failure = misgiving(certificate, verification);
    if (failure.empty())
        return verified;
    if (verified != 0)
        X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
    if (verification != nullptr)
        verification->failure = failure + named_in(certificate);
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

void verify_with(SSL* connection, Verification& verification)
{
    SSL_set_ex_data(connection, verification_slot(), &verification);
}

}  // namespace micklegate::receive
