#include "gateway/orders/strictest.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace micklegate::orders {
namespace {

enum class Binds { kArrestForCrime, kArrestUnderPower, kCrimeOnceKnown, kContempt, kNothing, kNeverDid };

Binds binds(Standing const& standing)
{
    if (standing.enforceable)
        return Binds::kArrestForCrime;
    if (standing.power_of_arrest)
        return Binds::kArrestUnderPower;
    if (standing.in_force)
        return standing.kind == Kind::kNonMolestation ? Binds::kCrimeOnceKnown : Binds::kContempt;
    return standing.exists ? Binds::kNothing : Binds::kNeverDid;
}

}  // namespace

std::vector<std::size_t> strictest_first(std::span<Standing const> standings)
{
    std::vector<std::size_t> order(standings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const by = [&](std::size_t i) {
        return std::tuple{binds(standings[i]), -standings[i].ends.value_or(Moment::max()).time_since_epoch()};
    };
    std::ranges::stable_sort(order, {}, by);
    return order;
}

}  // namespace micklegate::orders
