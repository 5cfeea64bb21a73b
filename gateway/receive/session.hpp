// One connection from handshake to close: requests in turn, each bounded, and a graceful end.
#pragma once

#include "gateway/model/limits.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/receive/request_reader.hpp"
#include "gateway/receive/routes.hpp"
#include "gateway/receive/session_registry.hpp"
#include "gateway/receive/stream.hpp"
#include "gateway/receive/throttled_log.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

namespace micklegate::receive {

/// What the operator is told of what strangers cause, each kind within its own bounds.
struct DoorLog {
    ThrottledLog failed_handshakes;
    ThrottledLog unwelcome;
    ThrottledLog over_agency_limit;
    ThrottledLog turned_away;
    ThrottledLog bugs;

    DoorLog(Log const& log, Clock const& clock)
        : failed_handshakes{log, clock},
          unwelcome{log, clock},
          over_agency_limit{log, clock},
          turned_away{log, clock},
          bugs{log, clock}
    {
    }
};

/// What all sessions of a listener share; outlives them.
struct SessionShared {
    Limits const& limits;
    Routes const& routes;
    PeerCheck const& peer_check;
    DoorLog& door_log;
    SessionRegistry& registry;
    BodyBudget& bodies;
    bool any_host = false;  ///< without TLS: answer also those who ask for it by another name than this machine's
};

/// Lives on its stream's executor; owned by its coroutine.
template <class Stream>
class Session final : public std::enable_shared_from_this<Session<Stream>> {
public:
    /// `keep` is held until the stream is gone.
    Session(Stream stream, SessionShared const& shared, std::shared_ptr<void const> keep = {});

    /// Starts the coroutine, unless the registry is full: then false. The session leaves the registry when it ends.
    [[nodiscard]] bool launch();

private:
    [[nodiscard]] SessionStops stops();
    void drain();
    void cut();
    [[nodiscard]] boost::asio::awaitable<void> run();
    [[nodiscard]] boost::asio::awaitable<bool> handshake();
    void identify();
    [[nodiscard]] boost::asio::awaitable<void> serve();
    [[nodiscard]] boost::asio::awaitable<bool> exchange();
    [[nodiscard]] boost::asio::awaitable<bool> respond(Head const& head, HttpRequest& request);
    [[nodiscard]] boost::asio::awaitable<HttpResponse> answer(Handler const& handler, HttpRequest& request);
    [[nodiscard]] boost::asio::awaitable<bool> push(PushHandler const& handler, HttpRequest& request);
    [[nodiscard]] boost::asio::awaitable<bool> write(HttpResponse const& response, bool keep_alive,
                                                     bool with_body = true);
    [[nodiscard]] boost::asio::awaitable<bool> refuse(Problem const& refused);
    [[nodiscard]] boost::asio::awaitable<void> say_goodbye();
    [[nodiscard]] boost::asio::awaitable<void> discard_the_rest();
    [[nodiscard]] std::optional<Problem> refusal() const;
    [[nodiscard]] std::optional<Problem> misdirection(Head const& head) const;
    void expires_after(std::chrono::milliseconds time);

    std::shared_ptr<void const> keep_;  // before stream_: goes after it
    Stream stream_;
    SessionShared shared_;
    RequestReader<Stream> reader_;
    boost::asio::cancellation_signal ended_;
    boost::asio::steady_timer going_away_;
    SessionNumber number_ = 0;
    Verification verification_{shared_.peer_check};
    Peer peer_;
    std::optional<Problem> turned_down_;
    bool idle_ = true;
    bool draining_ = false;
};

}  // namespace micklegate::receive
