// What a series of durations says: the middle, the tail and the worst.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace micklegate::bench {

using Duration = std::chrono::steady_clock::duration;

struct Latency {
    std::size_t count = 0;
    Duration p50{};
    Duration p99{};
    Duration most{};
};

/// By nearest rank, so that each figure is a duration that occurred.
[[nodiscard]] Latency latency_of(std::vector<Duration> durations);
/// The middle one of an odd number, the lower of the two middle ones of an even number; 0 of none.
[[nodiscard]] double median(std::vector<double> values);

}  // namespace micklegate::bench
