// Listening and accepting.
#include "gateway/receive/listener.hpp"

#include "gateway/receive/as_result.hpp"
#include "gateway/receive/kind_of.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace micklegate::receive {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Out of file descriptors or memory, accepting fails at once and for ever: give sessions time to end.
constexpr std::chrono::milliseconds kPauseAfterFailure{100};

}  // namespace

Listener::Listener(IoPool& pool, Log const& log, Accepted accepted)
    : pool_{pool}, log_{log}, failures_{log, system_now}, accepted_{std::move(accepted)}, acceptor_{pool.first()}
{
}

Result<void> Listener::listen(std::string const& address, std::uint16_t port)
{
    boost::system::error_code ec;
    auto const ip = asio::ip::make_address(address, ec);
    if (ec)
        return problem(ProblemCode::kConfiguration, "The listen address is not an IP address.",
                       "Write it like 127.0.0.1 or ::.");
    tcp::endpoint const endpoint{ip, port};
    acceptor_.open(endpoint.protocol(), ec);
    if (!ec)
        acceptor_.set_option(tcp::acceptor::reuse_address{true}, ec);
    if (!ec)
        acceptor_.bind(endpoint, ec);
    if (!ec)
        acceptor_.listen(asio::socket_base::max_listen_connections, ec);
    if (ec)
        return problem(
            ProblemCode::kConfiguration,
            "The gateway cannot listen on " + address + " port " + std::to_string(port) + ": " + ec.message() + ".",
            "Choose another address or port, or stop what uses it.");
    return {};
}

void Listener::start()
{
    auto const failed = [&log = log_](std::exception_ptr failure) {
        if (failure)
            log(Severity::kWarning, "The accept loop failed; no new connections are taken.");
    };
    asio::co_spawn(acceptor_.get_executor(), accept_all(), failed);
}

void Listener::close()
{
    asio::post(acceptor_.get_executor(), [this] {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
    });
}

std::uint16_t Listener::port() const { return acceptor_.local_endpoint().port(); }

asio::awaitable<void> Listener::accept_all()
{
    asio::steady_timer pause{acceptor_.get_executor()};
    while (acceptor_.is_open()) {
        std::string why;
        try {
            why = co_await accept_one();
        } catch (std::exception const& error) {
            why = kind_of(error);
        }
        if (why.empty() || !acceptor_.is_open())
            continue;
        failures_.say(Severity::kWarning, "A connection could not be accepted: " + why + ".");
        pause.expires_after(kPauseAfterFailure);
        co_await pause.async_wait(as_result);
    }
}

/// Why not; empty when it was.
asio::awaitable<std::string> Listener::accept_one()
{
    asio::any_io_executor const home = pool_.next().get_executor();
    auto [ec, socket] = co_await acceptor_.async_accept(home, as_result);
    if (ec)
        co_return ec.message();
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    accepted_(std::move(socket));
    co_return std::string{};
}

}  // namespace micklegate::receive
