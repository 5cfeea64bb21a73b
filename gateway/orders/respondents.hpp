// One order can bind several respondents, each of whom knows of it or does not: which changes are about whom.
#pragma once

#include "gateway/orders/change.hpp"

#include <span>
#include <vector>

namespace micklegate::orders {

/// One list for each respondent whom a copy of the order itself names. What the court did belongs to all where it names
/// none of them; a service that does not name one of them alone proves nothing against any.
[[nodiscard]] std::vector<std::vector<Change>> by_respondent(std::span<Change const> of_one_order);

}  // namespace micklegate::orders
