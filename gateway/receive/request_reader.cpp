// Reading one request after the other, each phase within its bound.
#include "gateway/receive/request_reader.hpp"

#include "gateway/receive/as_result.hpp"
#include "gateway/receive/stream.hpp"

#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

namespace micklegate::receive {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t kReadBytes = 16 * 1024;  // one TLS record
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// Nothing when the failure is the connection's and not the request's.
std::optional<Problem> as_problem(boost::system::error_code const& ec)
{
    if (ec == http::error::body_limit)
        return problem(ProblemCode::kBodyTooLarge, "The body is larger than this gateway takes.", "Split the batch.");
    if (ec.category() == make_error_code(http::error::bad_chunk).category() && ec != http::error::partial_message &&
        ec != http::error::end_of_stream)
        return problem(ProblemCode::kMalformedRequest, "The body is not framed as HTTP/1.1 requires.",
                       "Send one Content-Length, or well-formed chunks.");
    return std::nullopt;
}

Problem no_memory_left()
{
    return problem(ProblemCode::kUnavailable, "The gateway is reading as many large requests as it can hold.",
                   "Try again in a second, on fewer connections at once.");
}

}  // namespace

template <class Stream>
RequestReader<Stream>::RequestReader(Stream& stream, Limits const& limits)
    : stream_{stream}, limits_{limits}, buffer_{limits.header_bytes + 4 * kReadBytes}
{
}

template <class Stream>
std::string_view RequestReader<Stream>::seen() const
{
    return {static_cast<char const*>(buffer_.data().data()), buffer_.size()};
}

template <class Stream>
asio::awaitable<bool> RequestReader<Stream>::fill()
{
    auto const space = buffer_.prepare(kReadBytes);
    auto const [ec, size] = co_await stream_.async_read_some(space, as_result);
    buffer_.commit(size);
    co_return !ec;
}

template <class Stream>
asio::awaitable<bool> RequestReader<Stream>::first_byte()
{
    if (buffer_.size() > 0)
        co_return true;
    co_return co_await fill();
}

template <class Stream>
asio::awaitable<Result<std::optional<Head>>> RequestReader<Stream>::head()
{
    std::size_t searched = 0;
    for (;;) {
        auto const end = seen().substr(0, limits_.header_bytes).find(kHeadEnd, searched);
        if (end != std::string_view::npos) {
            std::size_t const size = end + kHeadEnd.size();
            auto read = read_head(seen().substr(0, size), limits_.header_fields);
            if (!read)
                co_return read.error();
            feed(size);
            co_return std::optional<Head>{std::move(*read)};
        }
        if (buffer_.size() >= limits_.header_bytes)
            co_return problem(ProblemCode::kHeaderTooLarge, "The request header is larger than this gateway takes.",
                              "Send fewer and shorter headers.");
        searched = buffer_.size() - std::min(buffer_.size(), kHeadEnd.size() - 1);
        bool const more = co_await fill();
        if (!more)
            co_return std::optional<Head>{};
    }
}

template <class Stream>
void RequestReader<Stream>::feed(std::size_t head_size)
{
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes) + 1);
    parser_->body_limit(limits_.body_bytes);
    framing_ = {};
    parser_->put(asio::const_buffer{buffer_.data().data(), head_size}, framing_);
    buffer_.consume(head_size);
}

template <class Stream>
bool RequestReader<Stream>::has_body() const
{
    return framing_.failed() || !parser_->is_done();
}

template <class Stream>
asio::awaitable<Result<std::optional<std::string>>> RequestReader<Stream>::body(Head const& head,
                                                                                BodyBudget::Share& share)
{
    boost::system::error_code ec = framing_;
    if (!ec && !parser_->is_done()) {
        if (head.expects_continue && buffer_.size() == 0) {
            auto const [failed, size] = co_await asio::async_write(stream_, asio::buffer(kContinue), as_result);
            if (failed)
                co_return std::optional<std::string>{};
        }
        parser_->eager(true);
    }
    bool fits = true;
    while (!ec && fits && !parser_->is_done()) {
        auto const [failed, size] = co_await http::async_read_some(stream_, buffer_, *parser_, as_result);
        ec = failed;
        fits = share.grow_to(parser_->get().body().size());
    }
    std::string body = std::move(parser_->get().body());  // a refused one must not stay for the refusal's life
    if (!fits)
        co_return no_memory_left();
    if (auto const refused = as_problem(ec))
        co_return *refused;
    if (ec)
        co_return std::optional<std::string>{};
    co_return std::optional<std::string>{std::move(body)};
}

template class RequestReader<TlsStream>;
template class RequestReader<PlainStream>;

}  // namespace micklegate::receive
