// The changes of one order in the order in which they took effect, as the court has corrected them since.
#pragma once

#include "gateway/orders/change.hpp"

#include <span>
#include <vector>

namespace micklegate::orders {

/// Sealed changes only. A correction under the slip rule (FPR 2010 r.29.16) is read into the change whose text it
/// corrects, and stays in the list as a fact of its own time.
[[nodiscard]] std::vector<Change> timeline(std::span<Change const> changes);

}  // namespace micklegate::orders
