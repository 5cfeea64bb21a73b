// What went wrong on the way to the gateway, and what a person can do about it.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/system/error_code.hpp>

namespace micklegate::gateway_client {

/// `address` is host:port as the caller gave it.
[[nodiscard]] Problem connect_failure(boost::system::error_code const& ec, std::string const& address);
[[nodiscard]] Problem handshake_failure(boost::system::error_code const& ec, std::string const& address);
/// In TLS 1.3 a refused client certificate shows only here, on the first read.
[[nodiscard]] Problem exchange_failure(boost::system::error_code const& ec, std::string const& address);

}  // namespace micklegate::gateway_client
