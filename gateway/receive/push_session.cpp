// The WebSocket side of a session (RFC 6455, Boost.Beast).
#include "gateway/receive/push_session.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/receive/as_result.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

namespace micklegate::receive {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using Socket = websocket::stream<TlsStream&>;

constexpr std::size_t kMaxIncoming = 4 * 1024;  // nothing a peer says here is used

class Channel final : public PushChannel {
public:
    explicit Channel(Socket& socket) : socket_{socket} {}

    asio::awaitable<bool> send(std::string text) override
    {
        if (closed())
            co_return false;
        auto const [ec, size] = co_await socket_.async_write(asio::buffer(text), as_result);
        co_return !ec;
    }

    bool closed() const noexcept override { return !socket_.is_open(); }

private:
    Socket& socket_;
};

/// Returns when the peer has left, or stays silent past the idle limit.
asio::awaitable<void> read_until_closed(Socket& socket)
{
    boost::beast::flat_buffer incoming;
    for (;;) {
        auto const [ec, size] = co_await socket.async_read(incoming, as_result);
        if (ec)
            co_return;
        incoming.clear();
    }
}

asio::awaitable<void> wait_for(asio::steady_timer& going_away) { co_await going_away.async_wait(as_result); }

/// Closes while the read is still pending: Beast gives up a WebSocket whose read was cancelled, without a close frame.
asio::awaitable<void> serve(Socket& socket, asio::awaitable<void> handler, asio::steady_timer& going_away)
{
    using namespace asio::experimental::awaitable_operators;
    co_await (std::move(handler) || wait_for(going_away));
    websocket::close_reason const reason{websocket::close_code::going_away};
    co_await socket.async_close(reason, as_result);
}

websocket::stream_base::timeout timeouts(Limits const& limits)
{
    websocket::stream_base::timeout timeout{};
    timeout.handshake_timeout = limits.handshake_timeout;  // also bounds the closing handshake
    timeout.idle_timeout = limits.idle_timeout;
    timeout.keep_alive_pings = true;
    return timeout;
}

}  // namespace

bool asks_for_websocket(UpgradeRequest const& request)
{
    using boost::beast::http::field;
    constexpr std::size_t kKeyBytes = 16;
    auto const key = from_base64(request[field::sec_websocket_key]);
    return websocket::is_upgrade(request) && request[field::sec_websocket_version] == "13" && key &&
           key->size() == kKeyBytes;
}

asio::awaitable<void> run_push(TlsStream& stream, Limits const& limits, UpgradeRequest const& upgrade,
                               HttpRequest& request, PushHandler const& handler, asio::steady_timer& going_away)
{
    using namespace asio::experimental::awaitable_operators;
    Socket socket{stream};
    boost::beast::get_lowest_layer(stream).expires_never();
    socket.set_option(timeouts(limits));
    socket.read_message_max(kMaxIncoming);
    // Beast puts its own name and version where there is none.
    socket.set_option(websocket::stream_base::decorator(
        [](websocket::response_type& response) { response.set(boost::beast::http::field::server, "micklegate"); }));
    auto const [refused] = co_await socket.async_accept(upgrade, as_result);
    if (refused)
        co_return;
    Channel channel{socket};
    co_await (serve(socket, handler(request, channel), going_away) || read_until_closed(socket));
}

}  // namespace micklegate::receive
