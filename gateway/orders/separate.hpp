// One case can hold several orders, and several orders can become one: which changes belong to which.
#pragma once

#include "gateway/orders/change.hpp"

#include <span>
#include <vector>

namespace micklegate::orders {

/// One list for each order and respondent: by its reference, with what the court calls it after a change and the
/// undertaking that replaced it. What followed a consolidation is in the lists of all orders that became one.
[[nodiscard]] std::vector<std::vector<Change>> separate(std::span<Change const> changes);

}  // namespace micklegate::orders
