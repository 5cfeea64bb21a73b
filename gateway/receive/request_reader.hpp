// Bytes of a connection into requests: heads by our own strict reader, bodies by Boost.Beast, both bounded.
#pragma once

#include "gateway/model/limits.hpp"
#include "gateway/receive/body_budget.hpp"
#include "gateway/receive/strict_http.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace micklegate::receive {

/// For one connection, on its executor. Call first_byte(), head(), body() in this order for each request; an empty
/// optional means that the peer has gone or was too slow, so that there is nobody to answer. Deadlines are the
/// stream's. A body takes its share of the memory as its bytes arrive, whatever length it declares: kUnavailable where
/// there is no more.
template <class Stream>
class RequestReader {
public:
    RequestReader(Stream& stream, Limits const& limits);

    [[nodiscard]] boost::asio::awaitable<bool> first_byte();
    [[nodiscard]] boost::asio::awaitable<Result<std::optional<Head>>> head();
    /// Whether a body is announced by the head last read; one that is not to be read must end the connection.
    [[nodiscard]] bool has_body() const;
    [[nodiscard]] boost::asio::awaitable<Result<std::optional<std::string>>> body(Head const& head,
                                                                                  BodyBudget::Share& share);

    /// The request last read, for Beast's WebSocket handshake.
    [[nodiscard]] boost::beast::http::request<boost::beast::http::string_body> const& message() const
    {
        return parser_->get();
    }

private:
    [[nodiscard]] boost::asio::awaitable<bool> fill();
    [[nodiscard]] std::string_view seen() const;
    void feed(std::size_t head_size);

    Stream& stream_;
    Limits const& limits_;
    boost::beast::flat_buffer buffer_;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
    boost::system::error_code framing_;  ///< what Beast says of the head last read
};

}  // namespace micklegate::receive
