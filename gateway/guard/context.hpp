// What the words around a find make of it: a town, or the court, road or officer named after it.
#pragma once

#include "gateway/guard/needles.hpp"
#include "gateway/guard/squashed.hpp"

namespace micklegate::guard {

/// Whether words [first, last) of a text can be meant as the reach says.
[[nodiscard]] bool stands_as(Reach reach, Squashed const& text, std::size_t first, std::size_t last);

}  // namespace micklegate::guard
