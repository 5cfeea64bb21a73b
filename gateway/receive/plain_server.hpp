// A door without TLS, for what is signed and not secret; bounded like the gateway's own.
#pragma once

#include "gateway/model/limits.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/receive/routes.hpp"

#include <cstdint>
#include <memory>

namespace micklegate::receive {

struct PlainServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0 lets the system choose
    unsigned threads = 1;
    Limits limits;
};

/// For one thread. Answers by any name: it knows nobody, so there is nobody whose browser it could be tricked with.
class PlainServer {
public:
    /// The routes are for anyone without a certificate.
    PlainServer(PlainServerSettings settings, Routes routes, Log log);
    /// Stops, without the courtesy of a drain, if stop() was not called.
    ~PlainServer();

    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::uint16_t port() const;
    /// Closes the door, lets running requests finish within the drain timeout, joins all threads.
    /// True when nothing had to be cut off.
    bool stop();

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace micklegate::receive
