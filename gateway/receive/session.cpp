// The life of a session.
#include "gateway/receive/session.hpp"

#include "gateway/receive/as_result.hpp"
#include "gateway/receive/kind_of.hpp"
#include "gateway/receive/push_session.hpp"
#include "gateway/receive/request.hpp"
#include "gateway/receive/response_head.hpp"
#include "gateway/receive/tls.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace micklegate::receive {
namespace {

namespace asio = boost::asio;

/// How long a closing session goes on reading, so that the peer gets our last answer instead of a reset (RFC 9112
/// section 9.6).
constexpr std::chrono::milliseconds kLinger{1'000};

template <class Stream>
constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

}  // namespace

template <class Stream>
Session<Stream>::Session(Stream stream, SessionShared const& shared, std::shared_ptr<void const> keep)
    : keep_{std::move(keep)},
      stream_{std::move(stream)},
      shared_{shared},
      reader_{stream_, shared_.limits},
      going_away_{stream_.get_executor(), asio::steady_timer::time_point::max()}
{
}

template <class Stream>
bool Session<Stream>::launch()
{
    auto const number = shared_.registry.admit(stops());
    if (!number)
        return false;
    number_ = *number;
    auto ended = [self = this->shared_from_this()](std::exception_ptr failure) {
        self->shared_.registry.leave(self->number_);
        try {
            if (failure)
                std::rethrow_exception(failure);
        } catch (std::exception const& error) {
            if (!self->draining_)
                self->shared_.door_log.bugs.say(Severity::kWarning, "A session failed: " + kind_of(error) + ".");
        }
    };
    try {
        asio::co_spawn(stream_.get_executor(), run(), asio::bind_cancellation_slot(ended_.slot(), std::move(ended)));
    } catch (...) {
        shared_.registry.leave(number_);
        throw;
    }
    return true;
}

template <class Stream>
SessionStops Session<Stream>::stops()
{
    auto const reach = [this](void (Session::*what)()) {
        return [what, executor = stream_.get_executor(), weak = this->weak_from_this()] {
            asio::post(executor, [what, weak] {
                if (auto const self = weak.lock())
                    ((*self).*what)();
            });
        };
    };
    return {reach(&Session::drain), reach(&Session::cut)};
}

template <class Stream>
void Session<Stream>::drain()
{
    draining_ = true;
    going_away_.cancel();
    if (idle_)
        boost::beast::get_lowest_layer(stream_).cancel();
}

template <class Stream>
void Session<Stream>::cut()
{
    draining_ = true;
    ended_.emit(asio::cancellation_type::terminal);
    boost::beast::get_lowest_layer(stream_).close();
}

template <class Stream>
asio::awaitable<void> Session<Stream>::run()
{
    bool const shaken = co_await handshake();  // named: inside the if, g++ 12 lays out this coroutine's frame wrongly
    if (shaken) {
        identify();
        co_await serve();
        co_await say_goodbye();
    }
    co_await discard_the_rest();
}

template <class Stream>
asio::awaitable<bool> Session<Stream>::handshake()
{
    if constexpr (kIsTls<Stream>) {
        expires_after(shared_.limits.handshake_timeout);
        verify_with(stream_.native_handle(), verification_);
        auto const [ec] = co_await stream_.async_handshake(asio::ssl::stream_base::server, as_result);
        if (ec) {
            std::string const why = verification_.failure.empty() ? ec.message() + "." : verification_.failure;
            if (!draining_)
                shared_.door_log.failed_handshakes.say(Severity::kInfo, "A TLS handshake failed: " + why);
            co_return false;
        }
    }
    co_return !draining_;
}

/// A refusal found here is told as the answer to the first request, the first moment a person can read it.
template <class Stream>
void Session<Stream>::identify()
{
    if constexpr (kIsTls<Stream>) {
        auto peer = peer_of(stream_.native_handle());
        if (!peer)
            turned_down_ = peer.error();
        else
            peer_ = std::move(*peer);
        if (auto const refused = refusal()) {
            shared_.door_log.unwelcome.say(
                Severity::kWarning, "A connection of " + peer_.agency.get() + " is refused: " + one_line(*refused));
        } else if (!shared_.registry.name(number_, peer_.agency)) {
            turned_down_ = problem(ProblemCode::kOverBudget, "The agency has too many connections open.",
                                   "Close some, or reuse one for several requests.");
            shared_.door_log.over_agency_limit.say(Severity::kWarning, "A connection of " + peer_.agency.get() +
                                                                           " is refused: " + one_line(*turned_down_));
        }
    }
}

template <class Stream>
std::optional<Problem> Session<Stream>::refusal() const
{
    if (turned_down_)
        return turned_down_;
    if constexpr (kIsTls<Stream>)
        if (auto const checked = shared_.peer_check(peer_.agency, peer_.certificate_serial); !checked)
            return checked.error();
    return std::nullopt;
}

template <class Stream>
std::optional<Problem> Session<Stream>::misdirection(Head const& head) const
{
    if (kIsTls<Stream> || shared_.any_host || is_for_this_machine(head))
        return std::nullopt;
    return problem(ProblemCode::kMisdirectedRequest, "This listener answers the machine it runs on.",
                   "Ask for it by the name localhost or by its address.");
}

template <class Stream>
asio::awaitable<void> Session<Stream>::serve()
{
    for (auto patience = shared_.limits.header_timeout; !draining_; patience = shared_.limits.idle_timeout) {
        expires_after(patience);
        idle_ = true;
        bool const arrived = co_await reader_.first_byte();
        idle_ = false;
        if (!arrived)
            co_return;
        bool const another = co_await exchange();
        if (!another)
            co_return;
    }
}

/// One request and its answer; false when the connection must not carry another.
template <class Stream>
asio::awaitable<bool> Session<Stream>::exchange()
{
    expires_after(shared_.limits.header_timeout);
    auto const head = co_await reader_.head();
    if (!head)
        co_return co_await refuse(head.error());
    if (!*head)
        co_return false;
    if (auto const refused = refusal())
        co_return co_await refuse(*refused);
    if (auto const stray = misdirection(**head))
        co_return co_await refuse(*stray);
    auto request = assemble(**head, peer_.agency);
    if (!request)
        co_return co_await refuse(request.error());
    co_return co_await respond(**head, *request);
}

/// The body is read last, and only where a handler takes one.
template <class Stream>
asio::awaitable<bool> Session<Stream>::respond(Head const& head, HttpRequest& request)
{
    bool const with_body = request.method != "HEAD";
    auto found = shared_.routes.find(request.method, request.path, kIsTls<Stream>);
    if (auto const* const none = std::get_if<HttpResponse>(&found))
        co_return co_await write(*none, head.keep_alive && !reader_.has_body(), with_body);
    if (request.method != "POST" && reader_.has_body()) {
        Problem const needless = problem(ProblemCode::kMalformedRequest, "This gateway reads a body with POST only.",
                                         "Send the request without a body.");
        co_return co_await refuse(needless);
    }
    auto& match = std::get<Routes::Match>(found);
    request.parameters = std::move(match.parameters);
    if (auto const* const handler = std::get_if<PushHandler>(&match.route->handler))
        co_return co_await push(*handler, request);
    BodyBudget::Share share{shared_.bodies, peer_.agency};
    expires_after(shared_.limits.body_timeout);
    auto body = co_await reader_.body(head, share);
    if (!body) {
        share.give_back();
        co_return co_await refuse(body.error());
    }
    if (!*body)
        co_return false;
    request.body = std::move(**body);
    HttpResponse const response = co_await answer(std::get<Handler>(match.route->handler), request);
    // Before the answer, whose reader may take his time. Assigning an empty string would keep the memory.
    std::string{}.swap(request.body);
    share.give_back();
    co_return co_await write(response, head.keep_alive, with_body);
}

/// Handlers fail by Problem; an exception is a bug, and must not reach the peer or end the server.
template <class Stream>
asio::awaitable<HttpResponse> Session<Stream>::answer(Handler const& handler, HttpRequest& request)
{
    try {
        co_return co_await handler(request);
    } catch (std::exception const& error) {
        if (!draining_)
            shared_.door_log.bugs.say(Severity::kWarning, "A handler failed: " + kind_of(error) + ".");
    }
    co_return problem_response(problem(ProblemCode::kInternal, "The gateway could not finish this request.",
                                       "Ask for the outcome before sending again."));
}

template <class Stream>
asio::awaitable<bool> Session<Stream>::push(PushHandler const& handler, HttpRequest& request)
{
    if constexpr (kIsTls<Stream>) {
        if (asks_for_websocket(reader_.message())) {
            co_await run_push(stream_, shared_.limits, reader_.message(), request, handler, going_away_);
            co_return false;
        }
    }
    HttpResponse refusal_to_plain =
        problem_response(problem(ProblemCode::kUpgradeRequired, "This path speaks WebSocket, version 13.",
                                 "Ask for the upgrade with a sound Sec-WebSocket-Key, or use the long poll."));
    refusal_to_plain.headers.emplace_back("Upgrade", "websocket");
    refusal_to_plain.headers.emplace_back("Sec-WebSocket-Version", "13");
    co_return co_await write(refusal_to_plain, false);
}

template <class Stream>
asio::awaitable<bool> Session<Stream>::write(HttpResponse const& response, bool keep_alive, bool with_body)
{
    bool const stays = keep_alive && !draining_;
    // In one piece: given a head and a body above 16 KiB as two buffers, Beast 1.81's ssl_stream ends the write after
    // the head.
    std::string bytes = response_head(response, stays);
    if (with_body)
        bytes += response.body;
    expires_after(shared_.limits.write_timeout);
    auto const [ec, size] = co_await asio::async_write(stream_, asio::buffer(bytes), as_result);
    co_return !ec && stays;
}

template <class Stream>
asio::awaitable<bool> Session<Stream>::refuse(Problem const& refused)
{
    HttpResponse const response = problem_response(refused);
    co_return co_await write(response, false);
}

template <class Stream>
asio::awaitable<void> Session<Stream>::say_goodbye()
{
    if constexpr (kIsTls<Stream>) {
        expires_after(kLinger);
        co_await stream_.async_shutdown(as_result);
    }
    co_return;
}

/// What is still arriving is thrown away unread: after a refusal it must never become a request.
template <class Stream>
asio::awaitable<void> Session<Stream>::discard_the_rest()
{
    expires_after(kLinger);
    auto& transport = boost::beast::get_lowest_layer(stream_);
    boost::system::error_code ignored;
    transport.socket().shutdown(asio::socket_base::shutdown_send, ignored);
    std::array<char, 16 * 1024> thrown_away;
    for (std::size_t left = shared_.limits.body_bytes; left > 0;) {
        auto const [ec, size] = co_await transport.async_read_some(asio::buffer(thrown_away), as_result);
        if (ec)
            break;
        left -= std::min(left, size);
    }
    transport.close();
}

template <class Stream>
void Session<Stream>::expires_after(std::chrono::milliseconds time)
{
    boost::beast::get_lowest_layer(stream_).expires_after(time);
}

template class Session<TlsStream>;
template class Session<PlainStream>;

}  // namespace micklegate::receive
