#include "gateway/api/budgets.hpp"

#include <algorithm>
#include <cmath>

namespace micklegate::api {

std::chrono::milliseconds Budgets::spend(AgencyId const& agency, std::size_t messages, Moment now)
{
    auto const burst = static_cast<double>(settings_.burst);
    auto const per_second = static_cast<double>(settings_.per_second);
    std::lock_guard const lock{mutex_};
    auto const [at, is_new] = buckets_.try_emplace(agency, Bucket{burst, now});
    Bucket& bucket = at->second;
    double const elapsed = std::chrono::duration<double>(std::max(now - bucket.filled, Moment::duration{0})).count();
    bucket.tokens = std::min(burst, bucket.tokens + elapsed * per_second);
    bucket.filled = std::max(bucket.filled, now);
    double const wanted = static_cast<double>(messages);
    if (bucket.tokens >= wanted) {
        bucket.tokens -= wanted;
        return std::chrono::milliseconds{0};
    }
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::ceil((wanted - bucket.tokens) / per_second * 1000))};
}

}  // namespace micklegate::api
