// A client that says exactly what a test tells it to, well-formed or not; every wait ends after ten seconds.
#pragma once

#include "tests/component/receive/test_pki.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <optional>

namespace micklegate::test {

inline int connected_socket(std::uint16_t port)
{
    int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
    timeval const patience{10, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    void const* const place = &address;
    ::connect(socket, static_cast<sockaddr const*>(place), sizeof address);
    return socket;
}

/// A client without TLS.
class PlainClient {
public:
    explicit PlainClient(std::uint16_t port) : socket_{connected_socket(port)} {}
    PlainClient(PlainClient const&) = delete;
    PlainClient& operator=(PlainClient const&) = delete;
    ~PlainClient() { ::close(socket_); }

    bool send(std::string_view text) { return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) > 0; }

    /// Everything until the gateway closes; nothing if it does not.
    std::optional<std::string> rest()
    {
        std::string all;
        char buffer[4 * 1024];
        for (;;) {
            auto const size = ::recv(socket_, buffer, sizeof buffer, 0);
            if (size <= 0)
                return size == 0 ? std::optional{all} : std::nullopt;
            all.append(buffer, static_cast<std::size_t>(size));
        }
    }

private:
    int socket_;
};

struct RawOptions {
    std::optional<CertificateFiles> certificate;
    std::filesystem::path ca;
    int most_tls = TLS1_3_VERSION;
};

class RawClient {
public:
    RawClient(std::uint16_t port, RawOptions const& options)
        : context_{SSL_CTX_new(TLS_client_method()), &SSL_CTX_free}, socket_{connected_socket(port)}
    {
        std::signal(SIGPIPE, SIG_IGN);
        ERR_clear_error();
        SSL_CTX_set_max_proto_version(context_.get(), options.most_tls);
        SSL_CTX_load_verify_file(context_.get(), options.ca.c_str());
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        if (options.certificate) {
            SSL_CTX_use_certificate_chain_file(context_.get(), options.certificate->certificate.c_str());
            SSL_CTX_use_PrivateKey_file(context_.get(), options.certificate->key.c_str(), SSL_FILETYPE_PEM);
        }
        connection_.reset(SSL_new(context_.get()));
        SSL_set_fd(connection_.get(), socket_);
        shaken_ = SSL_connect(connection_.get()) == 1;
    }
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;
    ~RawClient() { ::close(socket_); }

    /// In TLS 1.3 true even where the gateway goes on to refuse the certificate.
    [[nodiscard]] bool shaken() const { return shaken_; }

    /// False once the gateway has closed; its last words may still be there to read.
    bool send(std::string_view text)
    {
        return SSL_write(connection_.get(), text.data(), static_cast<int>(text.size())) > 0;
    }

    /// One response: head and Content-Length's body. Empty when the connection ended first.
    std::string response()
    {
        std::size_t whole = std::string::npos;
        for (;;) {
            auto const end = unread_.find("\r\n\r\n");
            if (end != std::string::npos)
                whole = end + 4 + length_in(unread_.substr(0, end));
            if (unread_.size() >= whole)
                break;
            if (!fill())
                return {};
        }
        std::string const one = unread_.substr(0, whole);
        unread_.erase(0, whole);
        return one;
    }

    /// The next `count` bytes; fewer when the connection ended first.
    std::string bytes(std::size_t count)
    {
        while (unread_.size() < count && fill()) {
        }
        std::string const taken = unread_.substr(0, count);
        unread_.erase(0, count);
        return taken;
    }

    /// Everything until the gateway closes; nothing if it does not.
    std::optional<std::string> rest()
    {
        while (fill()) {
        }
        return closed_ ? std::optional{std::exchange(unread_, {})} : std::nullopt;
    }

    std::string exchange(std::string_view request) { return send(request) ? response() : std::string{}; }

private:
    static std::size_t length_in(std::string const& head)
    {
        auto const field = head.find("Content-Length: ");
        return field == std::string::npos ? 0 : std::stoul(head.substr(field + 16));
    }

    bool fill()
    {
        char buffer[16 * 1024];
        int const size = SSL_read(connection_.get(), buffer, sizeof buffer);
        if (size > 0) {
            unread_.append(buffer, static_cast<std::size_t>(size));
            return true;
        }
        int const why = SSL_get_error(connection_.get(), size);
        closed_ =
            why != SSL_ERROR_WANT_READ && !(why == SSL_ERROR_SYSCALL && (errno == EAGAIN || errno == EWOULDBLOCK));
        return false;
    }

    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
    std::unique_ptr<SSL, decltype(&SSL_free)> connection_{nullptr, &SSL_free};
    int socket_;
    bool shaken_ = false;
    bool closed_ = false;
    std::string unread_;
};

}  // namespace micklegate::test
