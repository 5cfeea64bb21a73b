// What carries notices out of the gateway: mail by SMTP and calls by HTTPS, through libcurl.
#pragma once

#include "gateway/crypto/secret.hpp"
#include "gateway/model/endpoint.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace micklegate::notice {

/// The operator's mail server. Without TLS from the start, STARTTLS is required of any but this machine's own.
struct MailServer {
    MailUrl url;
    std::string user;  ///< empty: no login
    std::shared_ptr<crypto::Secret const> password;
    std::string ca;  ///< file of the authorities it is checked by; empty: the system's
};

struct Mail {
    std::string from;
    std::vector<std::string> to;
    std::string text;
};

struct Call {
    std::string url;
    std::vector<std::string> headers;
    std::string body;
    std::string ca;               ///< as of a mail server
    bool may_be_private = false;  ///< else it goes to addresses of the open internet alone
};

using Transfer = std::variant<Mail, Call>;

struct Times {
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds whole{15'000};
};

/// Of each transfer whether it got through. Problems say what went wrong, and repeat nothing of what was sent or
/// answered. TLS is verified, no redirection followed, no proxy of the environment used, and of an answer no more than
/// a few kilobytes taken. For one thread.
class Transfers {
public:
    explicit Transfers(MailServer server, Times times = {});
    ~Transfers();
    Transfers(Transfers const&) = delete;
    Transfers& operator=(Transfers const&) = delete;

    /// All at once; ends early, with those that are under way failed, when `stopping` becomes true.
    [[nodiscard]] std::vector<Result<void>> carry_out(std::vector<Transfer> const& transfers,
                                                      std::atomic<bool> const& stopping);

private:
    struct Curl;

    MailServer server_;
    Times times_;
    std::unique_ptr<Curl> curl_;
};

}  // namespace micklegate::notice
