// Times of another side's answers, as a person at a terminal reads them.
#pragma once

#include "gateway/base/london_text.hpp"

#include <string_view>

namespace micklegate::terminal {

using micklegate::london_text;
/// From RFC 3339; empty where the text is none.
[[nodiscard]] std::string london_text(std::string_view rfc3339);

}  // namespace micklegate::terminal
