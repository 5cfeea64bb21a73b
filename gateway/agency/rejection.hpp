// The closed lists of codes, as a person types them: why a message is rejected, returned or recalled, what of a breach.
#pragma once

#include "gateway/base/result.hpp"

#include <string>
#include <string_view>

namespace micklegate::agency {

/// All codes, with commas between.
[[nodiscard]] std::string rejection_codes_text();
[[nodiscard]] std::string return_codes_text();
[[nodiscard]] std::string recall_codes_text();
[[nodiscard]] std::string breach_outcomes_text();

/// kInvalidValue, with the nearest code or all of them, for what is none.
[[nodiscard]] Result<std::string> parse_rejection_code(std::string_view text);
[[nodiscard]] Result<std::string> parse_return_code(std::string_view text);
[[nodiscard]] Result<std::string> parse_recall_code(std::string_view text);
[[nodiscard]] Result<std::string> parse_breach_outcome(std::string_view text);

}  // namespace micklegate::agency
