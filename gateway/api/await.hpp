// Waiting, inside a session's coroutine, for work on other threads. The answer comes back on the session's own
// executor.
#pragma once

#include "gateway/api/workers.hpp"
#include "gateway/commit/commit_loop.hpp"
#include "gateway/receive/http.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace micklegate::api {

/// One answer per intent, in order; kUnavailable when the queue is full or the gateway is closing.
[[nodiscard]] boost::asio::awaitable<Result<commit::Answers>> commit_group(commit::CommitLoop& loop,
                                                                           std::vector<commit::Intent> intents);

/// The answer to a single intent.
[[nodiscard]] boost::asio::awaitable<Result<commit::Receipt>> commit_one(commit::CommitLoop& loop,
                                                                         commit::Intent intent);

/// Runs `work` when it is the turn of `agency`, which outlives the call, and returns when it has run; what it throws is
/// thrown here, on the session's executor.
[[nodiscard]] boost::asio::awaitable<void> run_on(Workers& workers, AgencyId const& agency, std::function<void()> work);
/// An answer that is computed by the workers as a whole.
[[nodiscard]] boost::asio::awaitable<receive::HttpResponse> answer_on(Workers& workers, AgencyId const& agency,
                                                                      std::function<receive::HttpResponse()> answer);

}  // namespace micklegate::api
