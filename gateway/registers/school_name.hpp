// How a school's name is compared: the usual spellings of one name are one text.
#pragma once

#include <string>
#include <string_view>

namespace micklegate::registers {

/// Folded, with "C of E", "CE" and "Church of England" as one; "St", "St." and "Saint" as one; "RC", "Roman Catholic"
/// and "Catholic" as one; apostrophes, "&" and "and" left out.
[[nodiscard]] std::string fold_school_name(std::string_view name);

}  // namespace micklegate::registers
