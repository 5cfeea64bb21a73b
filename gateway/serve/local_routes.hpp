// What the machine's own monitoring may ask, on a local listener without TLS: no message, no name, no agency in a label.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/receive/routes.hpp"

namespace micklegate::serve {

/// What the routes look at. Callable from any thread; outlives the routes.
struct Vitals {
    std::function<Result<void>()> ready;
    /// Name and value; a name that ends in _total is a counter, any other a gauge.
    std::function<std::vector<std::pair<std::string, std::uint64_t>>()> readings;
};

/// /healthz, /readyz (503 with the reason) and /metrics (Prometheus text format 0.0.4).
[[nodiscard]] receive::Routes local_routes(Vitals vitals);

}  // namespace micklegate::serve
