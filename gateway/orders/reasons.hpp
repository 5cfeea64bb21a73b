// Why an order stands as it does, in sentences for whoever must act on it now.
#pragma once

#include "gateway/orders/life.hpp"
#include "gateway/orders/standing.hpp"

#include <string>
#include <vector>

namespace micklegate::orders {

/// What matters first. They quote neither terms nor names, so they hold no personal data.
[[nodiscard]] std::vector<std::string> reasons(Life const& life, Standing const& standing, Moment moment);

}  // namespace micklegate::orders
