// A connection that became a WebSocket: one handler sends, we read so that pings are answered and the end is seen.
#pragma once

#include "gateway/model/limits.hpp"
#include "gateway/receive/routes.hpp"
#include "gateway/receive/stream.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace micklegate::receive {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// Whether this asks for a WebSocket as RFC 6455 section 4.2.1 wants it: version 13, and a key of 16 bytes.
[[nodiscard]] bool asks_for_websocket(UpgradeRequest const& request);

/// Ends when the handler ends, the peer leaves, or `going_away` is cancelled; then closes the WebSocket.
[[nodiscard]] boost::asio::awaitable<void> run_push(TlsStream& stream, Limits const& limits,
                                                    UpgradeRequest const& upgrade, HttpRequest& request,
                                                    PushHandler const& handler, boost::asio::steady_timer& going_away);

}  // namespace micklegate::receive
