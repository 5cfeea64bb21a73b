// Times as the people who act on them read them: Europe/London, to the minute.
#pragma once

#include "gateway/base/moment.hpp"

#include <string>

namespace micklegate {

/// "Mon 23 Nov 2026 08:30".
[[nodiscard]] std::string london_text(Moment moment);
/// "Sun 25 Oct 2026 01:30 BST": where something turns on the minute, since that hour comes twice.
[[nodiscard]] std::string london_text_with_zone(Moment moment);

}  // namespace micklegate
