// The order of names in canonical JSON: by UTF-16 code units (RFC 8785 section 3.2.3).
#pragma once

#include <algorithm>
#include <string_view>

namespace micklegate::json {

/// UTF-16 order differs from UTF-8 byte order only where a supplementary character (lead byte F0 and up) meets
/// U+E000..U+FFFF (lead bytes EE, EF): surrogates sort before those.
[[nodiscard]] inline bool utf16_less(std::string_view a, std::string_view b) noexcept
{
    auto const [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left == a.end() || right == b.end())
        return left == a.end() && right != b.end();
    auto const x = static_cast<unsigned char>(*left);
    auto const y = static_cast<unsigned char>(*right);
    bool const x_supplementary = x >= 0xf0;
    bool const y_supplementary = y >= 0xf0;
    if (x_supplementary != y_supplementary && std::min(x, y) >= 0xee)
        return x_supplementary;
    return x < y;
}

}  // namespace micklegate::json
