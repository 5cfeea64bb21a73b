// Times as the people who act on them read them: Europe/London, to the minute.
#pragma once

#include "gateway/base/moment.hpp"

namespace micklegate::terminal {

/// "Mon 23 Nov 2026 08:30".
[[nodiscard]] std::string london_text(Moment moment);
/// From RFC 3339; empty where the text is none.
[[nodiscard]] std::string london_text(std::string_view rfc3339);

}  // namespace micklegate::terminal
