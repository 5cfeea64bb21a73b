// The sending end of a WebSocket, as a push handler sees it.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <string>

namespace micklegate::receive {

/// Lives on its session's executor. The handler is cancelled when the peer leaves or the server stops.
class PushChannel {
public:
    virtual ~PushChannel() = default;

    /// Ends when the peer's transport has taken the text: the back-pressure. False once the channel is closed.
    [[nodiscard]] virtual boost::asio::awaitable<bool> send(std::string text) = 0;
    [[nodiscard]] virtual bool closed() const noexcept = 0;
};

}  // namespace micklegate::receive
