// Sends many events in requests the gateway accepts, and keeps every answer that came.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/model/limits.hpp"

#include <functional>
#include <optional>
#include <span>

namespace micklegate::agency {

/// How many of the first events go into one request: at most `most` and never more bytes than a body may have, but at
/// least one.
[[nodiscard]] std::size_t next_batch(std::span<std::string const> events, std::size_t most, Limits const& limits);

struct Submission {
    std::vector<boost::json::object> results;  ///< of the first events, in order
    std::optional<Problem> stopped;            ///< why the rest have none
};

/// `events` are JSON texts without line breaks. `answered` hears after each request how many more events have a result.
[[nodiscard]] Submission submit_all(GatewaySession& session, std::span<std::string const> events,
                                    std::function<void(std::size_t)> const& answered);

/// The problem that stopped a submission, told so that the person knows what is safe to do.
[[nodiscard]] Problem unfinished(Problem cause, std::size_t answered, std::size_t total);

}  // namespace micklegate::agency
