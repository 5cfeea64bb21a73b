// The gateway's front door: accepts connections, runs sessions, and closes without dropping a running request.
#pragma once

#include "gateway/model/limits.hpp"
#include "gateway/receive/peer.hpp"
#include "gateway/receive/routes.hpp"
#include "gateway/receive/tls_files.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace micklegate::receive {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                   ///< 0 lets the system choose
    std::optional<std::uint16_t> local_port;  ///< plain HTTP on 127.0.0.1 for the machine's own monitoring
    unsigned threads = 0;                     ///< 0: one per core
    Limits limits;
    TlsFiles tls;
};

/// What the door opens to.
struct Faces {
    Routes agencies;
    Routes local{{}};
    PeerCheck peer_check;
    Log log;
};

/// start() and stop() are for one thread; the rest may be called from any while it runs.
class Server {
public:
    Server(ServerSettings settings, Faces faces);
    /// Stops, without the courtesy of a drain, if stop() was not called.
    ~Server();

    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::uint16_t local_port() const;
    [[nodiscard]] std::size_t sessions() const;
    [[nodiscard]] std::uint64_t failed_handshakes() const;
    /// Connections of agencies that are suspended or not known.
    [[nodiscard]] std::uint64_t unwelcome() const;
    /// Connections of agencies that had as many open as one may.
    [[nodiscard]] std::uint64_t over_agency_limit() const;
    /// Connections closed at once because as many as allowed were open.
    [[nodiscard]] std::uint64_t turned_away() const;

    /// New sessions use the files as they are now; a failure leaves the old ones in use.
    [[nodiscard]] Result<void> reload_tls();
    /// Ends the agency's sessions now, idle and pushing ones included.
    void disconnect(AgencyId const& agency);

    /// Ends every session after the request it is answering, so that its certificate is looked at again.
    void renew_sessions();

    /// Closes the door, lets running requests finish within the drain timeout, joins all threads.
    /// True when nothing had to be cut off.
    bool stop();

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace micklegate::receive
