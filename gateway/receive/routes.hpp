// The table of what the gateway answers to: method, path, who may call, and the handler.
#pragma once

#include "gateway/receive/http.hpp"
#include "gateway/receive/push_channel.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string_view>
#include <variant>

namespace micklegate::receive {

enum class Access {
    kAgency,                    ///< the agency of the verified certificate
    kAnyoneWithoutCertificate,  ///< loudly: no identity at all; for the local listener
};

/// Runs on the session's executor; may move the body out of its request.
using Handler = std::function<boost::asio::awaitable<HttpResponse>(HttpRequest&)>;
/// Runs until it has nothing more to send, or is cancelled.
using PushHandler = std::function<boost::asio::awaitable<void>(HttpRequest&, PushChannel&)>;

enum class Effect {
    kNone,      ///< a GET that only reads, which HEAD may ask for too (RFC 9110 section 9.2.1: safe)
    kRecorded,  ///< answering it leaves an entry in the log
};

struct Route {
    std::string method;
    std::string pattern;  ///< "/v1/inbox/{id}/receipts"; a last "{name*}" takes the rest of the path
    Access access = Access::kAgency;
    std::variant<Handler, PushHandler> handler;  ///< a push handler is reached by GET with a WebSocket upgrade
    Effect effect = Effect::kNone;
};

/// Immutable once built; shared by all threads.
class Routes {
public:
    explicit Routes(std::vector<Route> rows) : rows_{std::move(rows)} {}

    struct Match {
        Route const* route;
        TextMap parameters;
    };
    /// The row for a request, or the answer to give instead: 405 names the methods, and every 404 is the same to all.
    [[nodiscard]] std::variant<Match, HttpResponse> find(std::string_view method, std::string_view path,
                                                         bool has_peer) const;

    [[nodiscard]] std::vector<Route> const& rows() const noexcept { return rows_; }

private:
    std::vector<Route> rows_;
};

}  // namespace micklegate::receive
