#include "gateway/app/rejection.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/model/rejection_codes.hpp"

#include <vector>

namespace micklegate::app {

std::string rejection_codes_text()
{
    std::string text;
    for (RejectionCode const& row : kRejectionCodes)
        text += (text.empty() ? "" : ", ") + std::string{row.code};
    return text;
}

Result<std::string> parse_rejection_code(std::string_view text)
{
    if (is_rejection_code(text))
        return std::string{text};
    std::vector<std::string> known;
    for (RejectionCode const& row : kRejectionCodes)
        known.emplace_back(row.code);
    auto const guess = did_you_mean(text, known);
    return problem(
        ProblemCode::kInvalidValue, "That is no code of a rejection.",
        (guess ? "Did you mean " + *guess + "? " : std::string{}) + "The codes are: " + rejection_codes_text() + ".");
}

}  // namespace micklegate::app
