#include "gateway/orders/separate.hpp"

#include "gateway/orders/reference.hpp"
#include "gateway/orders/respondents.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace micklegate::orders {
namespace {

/// The reference under which the order goes on after a change, from which one; empty where it keeps its own.
struct Succession {
    std::string from;
    std::string to;
};

/// Only courts give an order another reference.
Succession succession(Change const& change)
{
    if (!change.by_court)
        return {};
    if (auto const* const varied = std::get_if<Varied>(&change.what))
        return {key_of(change.reference), key_of(varied->new_reference)};
    if (auto const* const undertaking = std::get_if<Undertaking>(&change.what);
        undertaking && !undertaking->replaces.empty())
        return {key_of(undertaking->replaces), key_of(change.reference)};
    return {};
}

using References = std::set<std::string>;
using Successors = std::map<std::string, References>;

References with_successors(std::string const& first, Successors const& successors)
{
    References known{first};
    std::vector<std::string> open{first};
    while (!open.empty()) {
        auto const next = successors.find(open.back());
        open.pop_back();
        if (next == successors.end())
            continue;
        for (std::string const& each : next->second)
            if (known.insert(each).second)
                open.push_back(each);
    }
    return known;
}

}  // namespace

std::vector<std::vector<Change>> separate(std::span<Change const> changes)
{
    std::map<std::string, std::vector<std::size_t>> told;  // of each reference
    References first;
    Successors successors;
    References later;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        std::string const own = key_of(changes[i].reference);
        told[own].push_back(i);
        Succession const next = succession(changes[i]);
        first.insert(next.from.empty() ? own : next.from);
        if (!next.to.empty()) {
            successors[next.from].insert(next.to);
            later.insert(next.to);
        }
    }
    std::vector<std::vector<Change>> orders;
    References seen;
    auto const add = [&](std::string const& reference) {
        References const known = with_successors(reference, successors);
        std::vector<std::size_t> entries;
        for (std::string const& each : known)
            if (auto const of_each = told.find(each); of_each != told.end())
                entries.insert(entries.end(), of_each->second.begin(), of_each->second.end());
        std::ranges::sort(entries);
        std::vector<Change> order;
        for (std::size_t const entry : entries)
            order.push_back(changes[entry]);
        std::ranges::move(by_respondent(order), std::back_inserter(orders));
        seen.insert(known.begin(), known.end());
    };
    for (std::string const& reference : first)
        if (!later.contains(reference))
            add(reference);
    // References in a circle have no first.
    for (auto const& [reference, entries] : told)
        if (!seen.contains(reference))
            add(reference);
    return orders;
}

}  // namespace micklegate::orders
