#include "gateway/agency/submission.hpp"

#include <algorithm>

namespace micklegate::agency {
namespace {

/// Small enough that a lost connection leaves little unconfirmed and a progress bar moves, large enough to share an
/// fsync.
constexpr std::size_t kBatch = 100;

std::string joined(std::span<std::string const> events)
{
    std::string lines;
    for (std::string const& event : events)
        lines += event + '\n';
    return lines;
}

}  // namespace

std::size_t next_batch(std::span<std::string const> events, std::size_t most, Limits const& limits)
{
    std::size_t const longest = std::min({events.size(), most, limits.batch_messages});
    std::size_t bytes = 0;
    for (std::size_t count = 0; count < longest; ++count) {
        bytes += events[count].size() + 1;
        if (bytes > limits.body_bytes)
            return std::max<std::size_t>(count, 1);
    }
    return longest;
}

Submission submit_all(GatewaySession& session, std::span<std::string const> events,
                      std::function<void(std::size_t)> const& answered)
{
    Submission submission;
    submission.results.reserve(events.size());
    while (!events.empty()) {
        std::size_t const count = next_batch(events, kBatch, Limits{});
        auto results = session.submit(joined(events.first(count)), count);
        if (!results) {
            submission.stopped = std::move(results.error());
            return submission;
        }
        std::ranges::move(*results, std::back_inserter(submission.results));
        events = events.subspan(count);
        answered(count);
    }
    return submission;
}

Problem unfinished(Problem cause, std::size_t answered, std::size_t total)
{
    cause.detail = "The gateway confirmed " + std::to_string(answered) + " of " + std::to_string(total) +
                   ", then: " + cause.detail;
    cause.next += (cause.next.empty() ? "" : " ") + std::string{"Running it again is safe: nothing is sent twice."};
    return cause;
}

}  // namespace micklegate::agency
