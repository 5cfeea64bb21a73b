// Why a recipient may reject a message, and the duty desk return one, as a person types it.
#pragma once

#include "gateway/base/result.hpp"

#include <string>
#include <string_view>

namespace micklegate::agency {

/// All codes, with commas between.
[[nodiscard]] std::string rejection_codes_text();
[[nodiscard]] std::string return_codes_text();

/// kInvalidValue, with the nearest code or all of them, for what is none.
[[nodiscard]] Result<std::string> parse_rejection_code(std::string_view text);
[[nodiscard]] Result<std::string> parse_return_code(std::string_view text);

}  // namespace micklegate::agency
