// The composition root: every object of a serving gateway, built in order, torn down in reverse.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/site/site.hpp"

#include <memory>

namespace micklegate::serve {

class Gateway {
public:
    /// Opens the store, reads agencies, registers and a proven policy set, and writes the opening entries. Nothing
    /// listens yet.
    /// Messages are decided and recorded by `clock`; files, certificates and the operator's log keep the system's.
    [[nodiscard]] static Result<std::unique_ptr<Gateway>> open(site::Site site, receive::Log log,
                                                               Clock clock = system_now);
    ~Gateway();
    Gateway(Gateway const&) = delete;
    Gateway& operator=(Gateway const&) = delete;

    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::uint16_t local_port() const;
    /// Takes over changed agencies, revocations, registers and policies; call it a few times a second.
    void poll();
    /// Drains: running requests finish, what is queued is committed. True when nothing had to be cut off.
    bool stop();

private:
    struct Parts;
    explicit Gateway(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace micklegate::serve
