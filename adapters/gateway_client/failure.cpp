// Errors of sockets, TLS and HTTP as problems.
#include "adapters/gateway_client/failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace micklegate::gateway_client {
namespace {

namespace asio = boost::asio;

/// The alert the gateway sent (RFC 8446 section 6), or 0. OpenSSL reports alerts as reasons from this offset on.
int alert_in(boost::system::error_code const& ec)
{
    if (ec.category() != asio::error::get_ssl_category())
        return 0;
    int const reason = ERR_GET_REASON(static_cast<unsigned long>(ec.value()));
    return reason > SSL_AD_REASON_OFFSET ? reason - SSL_AD_REASON_OFFSET : 0;
}

char const* refusal_reason(int alert)
{
    switch (alert) {
    case SSL_AD_CERTIFICATE_EXPIRED: return "it has expired or is not valid yet";
    case SSL_AD_CERTIFICATE_REVOKED: return "it was revoked";
    case SSL_AD_UNKNOWN_CA: return "another authority issued it";
    case SSL_AD_UNSUPPORTED_CERTIFICATE: return "it is not for clients";
    case SSL_AD_HANDSHAKE_FAILURE: return "it does not name an agency";
    case SSL_AD_CERTIFICATE_REQUIRED: return "none was sent";
    default: return "it is not acceptable";
    }
}

Problem certificate_refused(int alert)
{
    return problem(ProblemCode::kNotAllowed,
                   std::string{"The gateway refused this identity's certificate: "} + refusal_reason(alert) + ".",
                   "Ask the partnership's operator for a new identity bundle.");
}

}  // namespace

Problem connect_failure(boost::system::error_code const& ec, std::string const& address)
{
    if (ec == asio::error::connection_refused)
        return problem(ProblemCode::kUnavailable, "Nothing answers at " + address + ".",
                       "Is the gateway running? Start it with: micklegate serve SITE");
    if (ec == asio::error::host_not_found || ec == asio::error::host_not_found_try_again)
        return problem(ProblemCode::kConfiguration, "The host of " + address + " is not known.",
                       "Check the gateway's address in the identity's agency.json.");
    return problem(ProblemCode::kUnavailable, "The gateway at " + address + " cannot be reached: " + ec.message() + ".",
                   "Check the network, then try again.");
}

Problem handshake_failure(boost::system::error_code const& ec, std::string const& address)
{
    if (int const alert = alert_in(ec); alert != 0)
        return certificate_refused(alert);
    if (ec.category() == asio::error::get_ssl_category() &&
        ERR_GET_REASON(static_cast<unsigned long>(ec.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED)
        return problem(ProblemCode::kNotAllowed,
                       "What answers at " + address + " is not the gateway this identity trusts.",
                       "Check the address, and that ca.crt of the identity is this partnership's.");
    return problem(ProblemCode::kUnavailable,
                   "No secure connection to " + address + " came about: " + ec.message() + ".",
                   "Check that the address and port are the gateway's, then try again.");
}

Problem exchange_failure(boost::system::error_code const& ec, std::string const& address)
{
    namespace http = boost::beast::http;
    if (int const alert = alert_in(ec); alert != 0)
        return certificate_refused(alert);
    if (ec == boost::beast::error::timeout)
        return problem(ProblemCode::kTimeout, "The gateway at " + address + " did not answer in time.",
                       "Try again; what was already stored is not stored twice.");
    if (ec == http::error::body_limit || ec == http::error::header_limit || ec == http::error::buffer_overflow)
        return problem(ProblemCode::kBodyTooLarge, "The gateway's answer is larger than this client takes.",
                       "Ask for less at a time, for example with a smaller limit.");
    return problem(ProblemCode::kUnavailable, "The gateway at " + address + " closed the connection without an answer.",
                   "Try again; what was already stored is not stored twice.");
}

}  // namespace micklegate::gateway_client
