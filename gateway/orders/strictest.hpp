// Several orders on one respondent at once: what binds most is looked at first.
#pragma once

#include "gateway/orders/standing.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace micklegate::orders {

/// Indexes into `standings`: what can be arrested for now, then what is in force and not known, then what is no crime,
/// then what has ended. Of two alike, the one that runs longer; an order without end runs longest.
[[nodiscard]] std::vector<std::size_t> strictest_first(std::span<Standing const> standings);

}  // namespace micklegate::orders
