// Memory of request bodies in flight: one budget for all connections, of which one agency may take a part only.
#pragma once

#include "gateway/model/ids.hpp"

#include <map>
#include <mutex>

namespace micklegate::receive {

/// Thread-safe; outlives its shares.
class BodyBudget {
public:
    static constexpr std::size_t kAgenciesToFillIt = 4;  ///< so that one alone leaves room for others

    explicit BodyBudget(std::size_t most) : most_{most} {}

    class Share;

private:
    [[nodiscard]] bool grow(AgencyId const& agency, std::size_t held, std::size_t bytes);
    void give_back(AgencyId const& agency, std::size_t held);

    std::size_t const most_;
    std::mutex mutex_;
    std::size_t used_ = 0;
    std::map<AgencyId, std::size_t> per_agency_;
};

/// What one request holds of the budget, until it is answered.
class BodyBudget::Share {
public:
    Share(BodyBudget& budget, AgencyId agency) : budget_{budget}, agency_{std::move(agency)} {}
    Share(Share const&) = delete;
    Share& operator=(Share const&) = delete;
    ~Share() { budget_.give_back(agency_, held_); }

    /// False, and nothing more is held, where the budget does not have that much. A request that is the only one always gets what it needs,
    /// so that none is too large for ever.
    [[nodiscard]] bool grow_to(std::size_t bytes);

private:
    BodyBudget& budget_;
    AgencyId const agency_;
    std::size_t held_ = 0;
};

}  // namespace micklegate::receive
