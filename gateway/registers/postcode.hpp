// Postcodes of the United Kingdom: one canonical spelling, or none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micklegate::registers {

/// Upper case with one space before the last three characters, whatever case and spaces were given; empty where the
/// text has not the shape of a postcode. The shape is checked, not whether the postcode is in use.
[[nodiscard]] std::optional<std::string> canonical_postcode(std::string_view text);

}  // namespace micklegate::registers
