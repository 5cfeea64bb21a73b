#include "gateway/api/budgets.hpp"

#include <algorithm>
#include <cmath>

namespace micklegate::api {

/// The agency's bucket as it stands at `now`; the caller holds the lock.
Budgets::Bucket& Budgets::filled(AgencyId const& agency, Moment now)
{
    auto const burst = static_cast<double>(settings_.burst);
    Bucket& bucket = buckets_.try_emplace(agency, Bucket{burst, now}).first->second;
    double const elapsed = std::chrono::duration<double>(std::max(now - bucket.filled, Moment::duration{0})).count();
    bucket.tokens = std::min(burst, bucket.tokens + elapsed * static_cast<double>(settings_.per_second));
    bucket.filled = std::max(bucket.filled, now);
    return bucket;
}

void Budgets::charge(AgencyId const& agency, std::size_t messages, Moment now)
{
    std::lock_guard const lock{mutex_};
    filled(agency, now).tokens -= static_cast<double>(messages);
}

std::chrono::milliseconds Budgets::spend(AgencyId const& agency, std::size_t messages, Moment now)
{
    std::lock_guard const lock{mutex_};
    Bucket& bucket = filled(agency, now);
    double const wanted = static_cast<double>(messages);
    if (bucket.tokens >= wanted) {
        bucket.tokens -= wanted;
        return std::chrono::milliseconds{0};
    }
    double const wait = (wanted - bucket.tokens) / static_cast<double>(settings_.per_second) * 1000;
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::ceil(wait))};
}

Result<void> spend_or_refuse(Budgets& budgets, AgencyId const& agency, std::size_t messages, Moment now,
                             std::string refusal)
{
    if (auto const wait = budgets.spend(agency, messages, now); wait.count() > 0)
        return problem(ProblemCode::kOverBudget, std::move(refusal),
                       "Try again in " + std::to_string(wait.count()) + " ms.");
    return {};
}

Result<void> spend_messages(Budgets& budgets, AgencyId const& agency, std::size_t messages, Moment now)
{
    return spend_or_refuse(budgets, agency, messages, now, "This agency has used up its message budget for now.");
}

}  // namespace micklegate::api
