// The client's one connection: open, exchange, reopen.
#include "adapters/gateway_client/client.hpp"

#include "adapters/gateway_client/failure.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <optional>

namespace micklegate::gateway_client {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Stream = boost::beast::ssl_stream<boost::beast::tcp_stream>;
using Request = http::request<http::string_body>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t kMaxReplyHeader = 64 * 1024;
constexpr std::uint64_t kMaxReplyBody = 64 * 1024 * 1024;
constexpr std::chrono::milliseconds kConnectTimeout{10'000};

struct Exchanged {
    boost::system::error_code ec;
    Reply reply;
    bool keep_alive = false;
};

Result<void> use_files(SSL_CTX* context, ClientSettings const& settings)
{
    auto const unusable = [](char const* what, std::filesystem::path const& file) {
        return problem(ProblemCode::kConfiguration,
                       std::string{"The identity's "} + what + " cannot be used: " + file.string() + ".",
                       "Check that the bundle is complete and that you may read it.");
    };
    if (SSL_CTX_load_verify_file(context, settings.ca.c_str()) != 1)
        return unusable("CA certificate", settings.ca);
    if (SSL_CTX_use_certificate_chain_file(context, settings.certificate.c_str()) != 1)
        return unusable("certificate", settings.certificate);
    if (SSL_CTX_use_PrivateKey_file(context, settings.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return unusable("TLS key", settings.key);
    return {};
}

Reply reply_of(http::response<http::string_body>& response)
{
    Reply reply;
    reply.status = response.result_int();
    for (auto const& field : response) {
        std::string_view const name{field.name_string().data(), field.name_string().size()};
        reply.headers.emplace_back(name, std::string_view{field.value().data(), field.value().size()});
        if (field.name() == http::field::content_type)
            reply.content_type = reply.headers.back().second;
    }
    reply.body = std::move(response.body());
    return reply;
}

bool was_closed_by_peer(boost::system::error_code const& ec)
{
    return ec == http::error::end_of_stream || ec == asio::error::eof || ec == asio::error::connection_reset ||
           ec == asio::error::broken_pipe || ec == asio::ssl::error::stream_truncated;
}

bool is_plain(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

struct Client::Line {
    explicit Line(ClientSettings chosen)
        : settings{std::move(chosen)}, address{settings.host + ":" + std::to_string(settings.port)}
    {
    }

    /// Runs `task` to its end on this thread.
    template <class T>
    T wait(asio::awaitable<T> task)
    {
        std::optional<T> result;
        auto const rethrow = [](std::exception_ptr failure) {
            if (failure)
                std::rethrow_exception(failure);
        };
        asio::co_spawn(io, keep(std::move(task), result), rethrow);
        io.restart();
        io.run();
        return std::move(*result);
    }

    template <class T>
    static asio::awaitable<void> keep(asio::awaitable<T> task, std::optional<T>& result)
    {
        result.emplace(co_await std::move(task));
    }

    void close()
    {
        stream.reset();
        buffer.clear();
    }

    asio::awaitable<Result<void>> open();
    asio::awaitable<Exchanged> exchange(Request const& request);

    ClientSettings settings;
    std::string address;
    asio::io_context io{1};
    asio::ssl::context tls{asio::ssl::context::tls_client};
    std::optional<Stream> stream;
    boost::beast::flat_buffer buffer;
};

asio::awaitable<Result<void>> Client::Line::open()
{
    close();
    stream.emplace(io, tls);
    auto& transport = boost::beast::get_lowest_layer(*stream);
    asio::ip::tcp::resolver resolver{io};
    transport.expires_after(kConnectTimeout);
    auto const [unknown, places] =
        co_await resolver.async_resolve(settings.host, std::to_string(settings.port), as_result);
    if (unknown)
        co_return connect_failure(unknown, address);
    auto const [refused, place] = co_await transport.async_connect(places, as_result);
    if (refused)
        co_return connect_failure(refused, address);
    boost::system::error_code ignored;
    transport.socket().set_option(asio::ip::tcp::no_delay{true}, ignored);
    asio::ip::make_address(settings.host, ignored);
    if (ignored)  // a name, not an address: RFC 6066 forbids addresses here
        SSL_ctrl(stream->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 settings.host.data());
    stream->set_verify_callback(asio::ssl::host_name_verification{settings.host});
    auto const [failed] = co_await stream->async_handshake(asio::ssl::stream_base::client, as_result);
    if (failed)
        co_return handshake_failure(failed, address);
    co_return Result<void>{};
}

asio::awaitable<Exchanged> Client::Line::exchange(Request const& request)
{
    Exchanged done;
    boost::beast::get_lowest_layer(*stream).expires_after(settings.timeout);
    // A write may fail because the gateway refused and closed early: its answer, or its TLS alert, is still there to
    // read.
    auto const [unsent, sent] = co_await http::async_write(*stream, request, as_result);
    http::response_parser<http::string_body> parser;
    parser.header_limit(kMaxReplyHeader);
    parser.body_limit(kMaxReplyBody);
    auto const [unread, read] = co_await http::async_read(*stream, buffer, parser, as_result);
    done.ec = unread;
    if (!unread) {
        done.keep_alive = !unsent && parser.get().keep_alive();
        done.reply = reply_of(parser.get());
    }
    co_return done;
}

Client::Client(std::unique_ptr<Line> line) : line_{std::move(line)} {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(ClientSettings settings)
{
    auto line = std::make_unique<Line>(std::move(settings));
    SSL_CTX* const context = line->tls.native_handle();
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (auto const used = use_files(context, line->settings); !used)
        return used.error();
    if (auto const opened = line->wait(line->open()); !opened)
        return opened.error();
    return Client{std::move(line)};
}

Result<Reply> Client::request(std::string_view method, std::string_view target, std::string_view content_type,
                              std::string body, Headers const& headers)
{
    if (!is_plain(method) || !is_plain(target) || target.front() != '/')
        return problem(ProblemCode::kInvalidValue, "The request's method or target is not plain text.",
                       "Percent-encode what is not a letter or digit.");
    Request request{http::verb::unknown, {target.data(), target.size()}, 11};
    request.method_string({method.data(), method.size()});
    request.set(http::field::host, line_->address);
    if (!content_type.empty())
        request.set(http::field::content_type, {content_type.data(), content_type.size()});
    for (auto const& [name, value] : headers)
        request.set(name, value);
    request.body() = std::move(body);
    request.prepare_payload();

    bool fresh = false;
    for (;;) {
        if (!line_->stream) {
            if (auto const opened = line_->wait(line_->open()); !opened) {
                line_->close();  // or the next request would be written to a stream that never came about
                return opened.error();
            }
            fresh = true;
        }
        Exchanged done = line_->wait(line_->exchange(request));
        if (!done.keep_alive)
            line_->close();
        if (!done.ec)
            return std::move(done.reply);
        if (fresh || !was_closed_by_peer(done.ec))
            return exchange_failure(done.ec, line_->address);
    }
}

}  // namespace micklegate::gateway_client
