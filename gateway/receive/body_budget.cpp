#include "gateway/receive/body_budget.hpp"

#include <algorithm>

namespace micklegate::receive {

bool BodyBudget::grow(AgencyId const& agency, std::size_t held, std::size_t bytes)
{
    std::lock_guard const lock{mutex_};
    auto const of_agency = per_agency_.find(agency);
    std::size_t const before = of_agency == per_agency_.end() ? 0 : of_agency->second;
    std::size_t const others = before - held;
    std::size_t const pooled = pooled_ - shared_part(before);
    std::size_t const more = shared_part(others + bytes);
    if (more > 0 && !has_room(pooled, shared_part(others), more))
        return false;
    pooled_ = pooled + more;
    per_agency_[agency] = others + bytes;
    return true;
}

/// Whether an agency may have `more` of the pool where its other requests have `others` and other agencies `pooled`.
bool BodyBudget::has_room(std::size_t pooled, std::size_t others, std::size_t more) const
{
    if (others == 0)
        return pooled == 0 || pooled + more <= most_;
    std::size_t const part = most_ / kParts;
    return more <= part && pooled + more <= most_ - part;
}

void BodyBudget::give_back(AgencyId const& agency, std::size_t held)
{
    if (held == 0)
        return;
    std::lock_guard const lock{mutex_};
    auto const of_agency = per_agency_.find(agency);
    pooled_ -= shared_part(of_agency->second);
    of_agency->second -= held;
    pooled_ += shared_part(of_agency->second);
    if (of_agency->second == 0)
        per_agency_.erase(of_agency);
}

std::size_t BodyBudget::shared_part(std::size_t of_agency) const { return of_agency - std::min(of_agency, own_); }

bool BodyBudget::Share::grow_to(std::size_t bytes)
{
    if (bytes <= held_)
        return true;
    if (!budget_.grow(agency_, held_, bytes))
        return false;
    held_ = bytes;
    return true;
}

void BodyBudget::Share::give_back() { budget_.give_back(agency_, std::exchange(held_, 0)); }

}  // namespace micklegate::receive
