// Memory of request bodies in flight: a little for every agency, and one pool for what goes beyond it.
#pragma once

#include "gateway/model/ids.hpp"

#include <map>
#include <mutex>
#include <utility>

namespace micklegate::receive {

/// Thread-safe; outlives its shares. Of the pool one agency may take a quarter, and the last quarter is for requests
/// of agencies that have nothing of it yet: nobody can fill it for the others.
class BodyBudget {
public:
    static constexpr std::size_t kParts = 4;
    static constexpr std::size_t kSinglesOfAgency = 4;  ///< largest single messages that `own` should hold

    /// The first `own` bytes of every agency are outside the pool of `most`.
    BodyBudget(std::size_t most, std::size_t own) : most_{most}, own_{own} {}

    class Share;

private:
    [[nodiscard]] bool grow(AgencyId const& agency, std::size_t held, std::size_t bytes);
    [[nodiscard]] bool has_room(std::size_t pooled, std::size_t others, std::size_t more) const;
    void give_back(AgencyId const& agency, std::size_t held);
    [[nodiscard]] std::size_t shared_part(std::size_t of_agency) const;

    std::size_t const most_;
    std::size_t const own_;
    std::mutex mutex_;
    std::size_t pooled_ = 0;
    std::map<AgencyId, std::size_t> per_agency_;
};

/// What one request holds of the budget.
class BodyBudget::Share {
public:
    Share(BodyBudget& budget, AgencyId agency) : budget_{budget}, agency_{std::move(agency)} {}
    Share(Share const&) = delete;
    Share& operator=(Share const&) = delete;
    ~Share() { give_back(); }

    /// False, and nothing more is held, where the budget does not have that much. A request that is the only one in
    /// the pool always gets what it needs, so that none is too large for ever.
    [[nodiscard]] bool grow_to(std::size_t bytes);
    /// For who no longer holds the body.
    void give_back();

private:
    BodyBudget& budget_;
    AgencyId const agency_;
    std::size_t held_ = 0;
};

}  // namespace micklegate::receive
