// Readings that cost the disk, taken by one thread and shown from memory: asking for them costs the agencies nothing.
#pragma once

#include "gateway/base/moment.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace micklegate::serve {

/// Name and value; a name that ends in _total is a counter, any other a gauge.
using Readings = std::vector<std::pair<std::string, std::uint64_t>>;

class CostlyReadings {
public:
    static constexpr std::chrono::seconds kAtMostEvery{1};

    CostlyReadings(Clock clock, std::function<Readings()> take) : clock_{std::move(clock)}, take_{std::move(take)} {}

    /// Takes them again where the last are old enough. For one thread.
    void refresh();
    /// As last taken. Callable from any thread.
    [[nodiscard]] Readings last() const;

private:
    Clock const clock_;
    std::function<Readings()> const take_;
    std::optional<Moment> taken_;
    mutable std::mutex mutex_;
    Readings last_;
};

}  // namespace micklegate::serve
