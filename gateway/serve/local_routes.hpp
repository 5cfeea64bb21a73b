// What the machine's own monitoring may ask, on a local listener without TLS: no message, no name, no agency in a
// label.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/receive/routes.hpp"
#include "gateway/serve/costly_readings.hpp"

namespace micklegate::serve {

/// What the routes look at, on a thread that serves agencies: from memory. Callable from any thread; outlives the
/// routes.
struct Vitals {
    std::function<Result<void>()> ready;
    std::function<Readings()> readings;
};

/// /healthz, /readyz (503 with the reason) and /metrics (Prometheus text format 0.0.4).
[[nodiscard]] receive::Routes local_routes(Vitals vitals);

}  // namespace micklegate::serve
