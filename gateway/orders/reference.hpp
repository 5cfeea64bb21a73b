// What makes two spellings of a court's reference the same.
#pragma once

#include "gateway/model/fold.hpp"

namespace micklegate::orders {

/// By this the register finds an order; what its senders wrote is for display.
[[nodiscard]] inline std::string key_of(std::string const& reference)
{
    std::string folded = fold(reference);
    return folded.empty() ? reference : folded;
}

}  // namespace micklegate::orders
