// Mutual TLS 1.3: the gateway's side of the handshake, and the identity it proves.
#pragma once

#include "gateway/receive/peer.hpp"
#include "gateway/receive/tls_files.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace micklegate::receive {

/// Sessions keep the context they began with: asio frees its state with the context.
using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// TLS 1.3 only, client certificate required, revocation checked, no tickets, no early data. A certificate that does
/// not name exactly one agency, or one that nobody here has, fails inside the handshake.
[[nodiscard]] Result<TlsContext> make_tls_context(TlsFiles const& files);

/// The agency of the verified certificate of a finished handshake.
[[nodiscard]] Result<Peer> peer_of(SSL* connection);

/// For the handshake that follows; `verification` must outlive it.
void verify_with(SSL* connection, Verification& verification);

}  // namespace micklegate::receive
