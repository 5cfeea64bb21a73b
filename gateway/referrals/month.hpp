// A month as people and programs write it: 2026-11.
#pragma once

#include "gateway/base/moment.hpp"

namespace micklegate::referrals {

[[nodiscard]] std::string name_of(std::chrono::year_month month);
[[nodiscard]] Result<std::chrono::year_month> parse_month(std::string_view text);

}  // namespace micklegate::referrals
