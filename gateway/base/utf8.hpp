// Well-formed UTF-8 (Unicode 15, table 3-7).
#pragma once

#include <string_view>

namespace micklegate {

/// No overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] bool valid_utf8(std::string_view text) noexcept;

}  // namespace micklegate
