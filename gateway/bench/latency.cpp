#include "gateway/bench/latency.hpp"

#include <algorithm>

namespace micklegate::bench {
namespace {

/// Of a sorted, non-empty series.
template <class T>
T at_percent(std::vector<T> const& sorted, std::size_t percent)
{
    std::size_t const rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

Latency latency_of(std::vector<Duration> durations)
{
    if (durations.empty())
        return {};
    std::ranges::sort(durations);
    return {durations.size(), at_percent(durations, 50), at_percent(durations, 99), durations.back()};
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : at_percent(values, 50);
}

}  // namespace micklegate::bench
