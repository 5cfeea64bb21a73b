#include "gateway/lookup/over.hpp"

#include <algorithm>

namespace micklegate::lookup {

std::vector<Sequence> over_for(std::vector<history::Told> const& told, Moment now, std::chrono::days kept,
                               IsCourt const& is_court)
{
    bool const quiet = std::ranges::all_of(told, [&](history::Told const& each) { return each.recorded + kept < now; });
    auto const orders = quiet ? orders_in(told, now, is_court) : std::vector<OrderView>{};
    bool const over = !orders.empty() && std::ranges::all_of(orders, [&](OrderView const& order) {
        orders::Standing const& standing = order.standing;
        return standing.exists && standing.kind && !standing.in_force && standing.ends && *standing.ends + kept < now;
    });
    std::vector<Sequence> entries;
    if (over)
        for (history::Told const& each : told)
            entries.push_back(each.entry);
    return entries;
}

}  // namespace micklegate::lookup
