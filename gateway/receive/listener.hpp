// An accept loop that outlives every failure but its own closing.
#pragma once

#include "gateway/receive/io_pool.hpp"
#include "gateway/receive/throttled_log.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace micklegate::receive {

/// Lives on the pool's first context; the pool and the log outlive it.
class Listener {
public:
    /// May throw: that connection is closed, and the next is taken.
    using Accepted = std::function<void(boost::asio::ip::tcp::socket)>;

    Listener(IoPool& pool, Log const& log, Accepted accepted);

    [[nodiscard]] Result<void> listen(std::string const& address, std::uint16_t port);
    void start();
    /// From any thread; returns at once.
    void close();
    [[nodiscard]] std::uint16_t port() const;

private:
    [[nodiscard]] boost::asio::awaitable<void> accept_all();
    [[nodiscard]] boost::asio::awaitable<std::string> accept_one();

    IoPool& pool_;
    Log const& log_;
    ThrottledLog failures_;
    Accepted accepted_;
    boost::asio::ip::tcp::acceptor acceptor_;
};

}  // namespace micklegate::receive
