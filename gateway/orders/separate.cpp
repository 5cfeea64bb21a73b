#include "gateway/orders/separate.hpp"

#include "gateway/orders/respondents.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace micklegate::orders {
namespace {

/// The reference under which the order goes on after `change`, from which one; empty where it keeps its own.
struct Succession {
    std::string from;
    std::string to;
};

Succession succession(Change const& change)
{
    if (auto const* const varied = std::get_if<Varied>(&change.what))
        return {change.reference, varied->new_reference};
    if (auto const* const undertaking = std::get_if<Undertaking>(&change.what);
        undertaking && !undertaking->replaces.empty())
        return {undertaking->replaces, change.reference};
    return {};
}

using References = std::set<std::string>;

References first_references(std::span<Change const> changes)
{
    References first;
    for (Change const& change : changes) {
        Succession const next = succession(change);
        first.insert(next.from.empty() ? change.reference : next.from);
    }
    for (Change const& change : changes)
        first.erase(succession(change).to);
    return first;
}

References successors(std::string const& first, std::span<Change const> changes)
{
    References known{first};
    for (std::size_t before = 0; before != known.size();) {
        before = known.size();
        for (Change const& change : changes)
            if (Succession const next = succession(change); known.contains(next.from) && !next.to.empty())
                known.insert(next.to);
    }
    return known;
}

}  // namespace

std::vector<std::vector<Change>> separate(std::span<Change const> changes)
{
    std::vector<std::vector<Change>> orders;
    References seen;
    auto const add = [&](std::string const& first) {
        References const known = successors(first, changes);
        std::vector<Change> order;
        std::ranges::copy_if(changes, std::back_inserter(order),
                             [&](Change const& change) { return known.contains(change.reference); });
        std::ranges::move(by_respondent(order), std::back_inserter(orders));
        seen.insert(known.begin(), known.end());
    };
    std::ranges::for_each(first_references(changes), add);
    // References in a circle have no first.
    for (Change const& change : changes)
        if (!seen.contains(change.reference))
            add(change.reference);
    return orders;
}

}  // namespace micklegate::orders
