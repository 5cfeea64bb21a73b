// Whether two names are one name written differently, when neither is in a list.
#pragma once

#include <cstddef>
#include <string_view>

namespace micklegate::matching {

/// Letters to insert, delete, replace or exchange with their neighbour (Damerau, optimal string alignment).
[[nodiscard]] std::size_t edits_between(std::string_view one, std::string_view two);

/// Of folded names: one letter apart, two in a long name, or alike in sound and half the letters. Never true of names
/// of three letters or fewer that differ and sound different: too many of those are one letter apart.
[[nodiscard]] bool alike(std::string_view one, std::string_view two);

}  // namespace micklegate::matching
