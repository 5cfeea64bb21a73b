// How many messages each agency may submit: a token bucket per agency, so that one cannot starve the others.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"

#include <mutex>
#include <unordered_map>

namespace micklegate::api {

/// Thread-safe.
class Budgets {
public:
    struct Settings {
        std::size_t burst = 0;       ///< messages
        std::size_t per_second = 0;  ///< messages refilled each second
    };
    explicit Budgets(Settings settings) : settings_{settings} {}

    /// Spends `messages` of the agency's budget; when it does not hold that many, spends nothing and returns how long to wait.
    [[nodiscard]] std::chrono::milliseconds spend(AgencyId const& agency, std::size_t messages, Moment now);

private:
    struct Bucket {
        double tokens = 0;
        Moment filled{};
    };

    Settings settings_;
    std::mutex mutex_;
    std::unordered_map<AgencyId, Bucket> buckets_;
};

}  // namespace micklegate::api
