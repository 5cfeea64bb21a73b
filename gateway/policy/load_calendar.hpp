// Reads the calendar (policies/calendars/<name>.toml), strictly.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/policy/calendar.hpp"

namespace micklegate::policy {

[[nodiscard]] Result<Calendar> load_calendar(std::string_view path, std::string_view text);

}  // namespace micklegate::policy
