// What each agency may use up, messages or refusals: a token bucket per agency, so that one cannot starve the others.
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

    /// Takes `messages` off the budget, below nothing if need be: what was spent is known only afterwards.
    void charge(AgencyId const& agency, std::size_t messages, Moment now);
    /// Spends `messages` of the agency's budget; when it does not hold that many, spends nothing and returns how long
    /// to wait.
    [[nodiscard]] std::chrono::milliseconds spend(AgencyId const& agency, std::size_t messages, Moment now);

private:
    struct Bucket {
        double tokens = 0;
        Moment filled{};
    };

    [[nodiscard]] Bucket& filled(AgencyId const& agency, Moment now);

    Settings settings_;
    std::mutex mutex_;
    std::unordered_map<AgencyId, Bucket> buckets_;
};

/// kOverBudget, saying `refusal` and when to try again, where the budget does not hold that many.
[[nodiscard]] Result<void> spend_or_refuse(Budgets& budgets, AgencyId const& agency, std::size_t messages, Moment now,
                                           std::string refusal);
/// The same for the budget of messages, which receipts and fetches are charged to as well.
[[nodiscard]] Result<void> spend_messages(Budgets& budgets, AgencyId const& agency, std::size_t messages, Moment now);

}  // namespace micklegate::api
