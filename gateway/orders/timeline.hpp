// The changes of one order as the court has corrected them since.
#pragma once

#include "gateway/orders/change.hpp"

#include <vector>

namespace micklegate::orders {

/// `counted` is in the order in which it took effect. A correction under the slip rule (FPR 2010 r.29.16) is read into
/// the change whose text it corrects, and stays in the list as a fact of its own time.
[[nodiscard]] std::vector<Change> timeline(std::vector<Change> counted);

}  // namespace micklegate::orders
