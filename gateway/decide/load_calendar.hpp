// Reads the school calendar (policies/calendars/<name>.toml), strictly.
#pragma once

#include "gateway/decide/policy_set.hpp"

namespace micklegate::decide {

[[nodiscard]] Result<Calendar> load_calendar(std::string_view path, std::string_view text);

}  // namespace micklegate::decide
