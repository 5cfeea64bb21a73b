#include "gateway/receive/body_budget.hpp"

namespace micklegate::receive {
namespace {

bool fits(std::size_t others, std::size_t bytes, std::size_t most) { return others == 0 || others + bytes <= most; }

}  // namespace

bool BodyBudget::grow(AgencyId const& agency, std::size_t held, std::size_t bytes)
{
    std::lock_guard const lock{mutex_};
    auto const of_agency = per_agency_.find(agency);
    std::size_t const in_agency = of_agency == per_agency_.end() ? 0 : of_agency->second;
    if (!fits(used_ - held, bytes, most_) || !fits(in_agency - held, bytes, most_ / kAgenciesToFillIt))
        return false;
    used_ += bytes - held;
    per_agency_[agency] = in_agency + bytes - held;
    return true;
}

void BodyBudget::give_back(AgencyId const& agency, std::size_t held)
{
    if (held == 0)
        return;
    std::lock_guard const lock{mutex_};
    used_ -= held;
    auto const of_agency = per_agency_.find(agency);
    of_agency->second -= held;
    if (of_agency->second == 0)
        per_agency_.erase(of_agency);
}

bool BodyBudget::Share::grow_to(std::size_t bytes)
{
    if (bytes <= held_)
        return true;
    if (!budget_.grow(agency_, held_, bytes))
        return false;
    held_ = bytes;
    return true;
}

}  // namespace micklegate::receive
