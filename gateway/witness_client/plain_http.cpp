#include "gateway/witness_client/plain_http.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <atomic>

namespace micklegate::witness_client {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using SteadyClock = std::chrono::steady_clock;
using Stream = boost::beast::tcp_stream;
using HttpRequest = http::request<http::string_body>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t kMaxReplyHeader = 8 * 1024;

Problem no_answer(char const* why) { return problem(ProblemCode::kUnavailable, why); }

HttpRequest request_of(Request const& asked)
{
    Endpoint const& place = asked.url.endpoint;
    bool const is_ipv6 = place.host.find(':') != std::string::npos;
    HttpRequest request{http::verb::unknown, asked.url.path, 11};
    request.method_string(asked.method);
    request.set(http::field::host, (is_ipv6 ? "[" + place.host + "]" : place.host) + ":" + std::to_string(place.port));
    request.set(http::field::connection, "close");
    if (!asked.body.empty())
        request.set(http::field::content_type, "text/plain; charset=utf-8");
    request.body() = asked.body;
    request.prepare_payload();
    return request;
}

std::vector<asio::ip::tcp::endpoint> endpoints(Addresses const& addresses, std::uint16_t port)
{
    std::vector<asio::ip::tcp::endpoint> all;
    for (std::string const& text : addresses) {
        boost::system::error_code malformed;
        auto const address = asio::ip::make_address(text, malformed);
        if (!malformed)
            all.emplace_back(address, port);
    }
    return all;
}

}  // namespace

struct PlainHttp::Line : std::enable_shared_from_this<Line> {
    Line(Terms of, LookUp look_up) : terms{of}, names{std::move(look_up)} {}

    asio::awaitable<Addresses> find(std::string const& host, SteadyClock::time_point deadline);
    asio::awaitable<void> exchange(Request const& asked, Result<Reply>& answer);

    Terms const terms;
    Names names;
    std::atomic<bool> stopped = false;
    asio::io_context io{1};
};

/// Empty where the name is not known, or not by then.
asio::awaitable<Addresses> PlainHttp::Line::find(std::string const& host, SteadyClock::time_point deadline)
{
    if (is_ip_address(host))
        co_return Addresses{host};
    struct Waiting {
        asio::steady_timer until;
        Addresses found;
    };
    auto const waiting = std::make_shared<Waiting>(asio::steady_timer{io, deadline});
    auto const found = [line = weak_from_this(), waits = std::weak_ptr{waiting}](Addresses const& addresses) {
        if (auto const there = line.lock())
            asio::post(there->io, [waits, addresses] {
                if (auto const still = waits.lock()) {
                    still->found = addresses;
                    still->until.cancel();
                }
            });
    };
    auto const told = std::make_shared<Names::Told>(found);
    names.ask(host, told);
    [[maybe_unused]] auto const [cancelled] = co_await waiting->until.async_wait(as_result);
    co_return waiting->found;
}

asio::awaitable<void> PlainHttp::Line::exchange(Request const& asked, Result<Reply>& answer)
{
    auto const deadline = SteadyClock::now() + terms.patience;
    Endpoint const& place = asked.url.endpoint;
    Addresses const addresses = co_await find(place.host, deadline);
    if (addresses.empty()) {
        answer = no_answer("Its name is not known to this machine, or was not found in time.");
        co_return;
    }
    Stream stream{io};
    stream.expires_at(deadline);
    auto const places = endpoints(addresses, place.port);
    auto const [unreached, connected] = co_await stream.async_connect(places, as_result);
    if (unreached) {
        answer = no_answer("It cannot be reached.");
        co_return;
    }
    HttpRequest const request = request_of(asked);
    [[maybe_unused]] auto const [unsent, sent] = co_await http::async_write(stream, request, as_result);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.header_limit(kMaxReplyHeader);
    parser.body_limit(terms.most_bytes);
    // Who refuses may close before it has read all of the request.
    auto const [unread, read] = co_await http::async_read(stream, buffer, parser, as_result);
    if (unread)
        answer = no_answer(unread == boost::beast::error::timeout ? "It did not answer in time."
                                                                  : "It did not answer as a witness does.");
    else
        answer = Reply{parser.get().result_int(), std::move(parser.get().body())};
}

PlainHttp::PlainHttp(Terms terms, LookUp look_up) : line_{std::make_shared<Line>(terms, std::move(look_up))} {}
PlainHttp::~PlainHttp() = default;

void PlainHttp::ask_each(std::vector<Request> const& requests, OnReply const& on_reply)
{
    line_->io.restart();
    std::vector<Result<Reply>> answers(requests.size(), Result<Reply>{no_answer("It was not asked.")});
    for (std::size_t place = 0; place < requests.size(); ++place)
        asio::co_spawn(
            line_->io, line_->exchange(requests[place], answers[place]), [&, place](std::exception_ptr const& failure) {
                on_reply(place,
                         failure ? Result<Reply>{no_answer("It could not be asked.")} : std::move(answers[place]));
            });
    // restart() and stop() may cross: the flag is looked at behind the one and set before the other.
    if (!line_->stopped)
        line_->io.run();
}

void PlainHttp::stop()
{
    line_->stopped = true;
    line_->io.stop();
}

}  // namespace micklegate::witness_client
