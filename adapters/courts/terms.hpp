// The prohibitions of form FL404A, ticked in the case system, as the terms of an order.
#pragma once

#include "adapters/courts/ccd_fields.hpp"

#include <boost/json/array.hpp>

namespace micklegate::courts {

/// Numbered as the order prints them: those that were ticked, from 1. A fault where none was.
[[nodiscard]] boost::json::array terms_of(CcdFields const& fl404);

/// Whether one of them is about children.
[[nodiscard]] bool protects_children(CcdFields const& fl404);

}  // namespace micklegate::courts
