// A synchronous HTTPS client over mutual TLS 1.3, for the command line and the adapters.
#pragma once

#include "gateway/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micklegate::gateway_client {

struct ClientSettings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::filesystem::path ca;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::chrono::milliseconds timeout{60'000};  ///< of one exchange; longer than the gateway's longest wait
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
    unsigned status = 0;
    std::string content_type;
    std::string body;
    Headers headers;
};

/// One connection, kept alive between requests. One thread at a time.
class Client {
public:
    [[nodiscard]] static Result<Client> connect(ClientSettings settings);
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    /// Any answer of the gateway is a Reply, refusals included. When a kept connection turns out to be closed, the
    /// request is sent once more on a new one: all that the gateway takes may be repeated safely.
    [[nodiscard]] Result<Reply> request(std::string_view method, std::string_view target,
                                        std::string_view content_type = {}, std::string body = {},
                                        Headers const& headers = {});

private:
    struct Line;
    explicit Client(std::unique_ptr<Line> line);
    std::unique_ptr<Line> line_;
};

/// A refusal as the gateway told it (RFC 9457), for replies with a status of 400 and above.
[[nodiscard]] Problem problem_of(Reply const& reply);

}  // namespace micklegate::gateway_client
