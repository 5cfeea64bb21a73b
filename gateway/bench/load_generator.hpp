// The agency's side of a measurement: the real protocol over mutual TLS, on several connections, a thread for each.
#pragma once

#include "adapters/gateway_client/client.hpp"
#include "gateway/bench/latency.hpp"

#include <span>

namespace micklegate::bench {

class LoadGenerator {
public:
    [[nodiscard]] static Result<LoadGenerator> connect(gateway_client::ClientSettings const& settings,
                                                       std::size_t connections);

    /// Each connection sends its next batch as soon as the last was answered: how long all of them took. A problem when
    /// any event is not accepted.
    [[nodiscard]] Result<Duration> send_batches(std::span<std::string const> events, std::size_t batch);
    /// One event per request, each due at its own time whatever became of those before; a duration runs from when the
    /// request was due, so that a pause of the gateway is counted for every request it delayed.
    [[nodiscard]] Result<std::vector<Duration>> send_at_rate(std::span<std::string const> events,
                                                             std::size_t per_second);
    /// Requests on one connection that ask the gateway for nothing: the floor of TLS and HTTP.
    [[nodiscard]] Result<std::vector<Duration>> round_trips(std::size_t count);

private:
    explicit LoadGenerator(std::vector<gateway_client::Client> clients);

    std::vector<gateway_client::Client> clients_;
};

}  // namespace micklegate::bench
