#include "gateway/app/rejection.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/deliver/acknowledge.hpp"

#include <vector>

namespace micklegate::app {

std::string rejection_codes_text()
{
    std::string text;
    for (std::string_view const code : deliver::rejection_codes())
        text += (text.empty() ? "" : ", ") + std::string{code};
    return text;
}

Result<std::string> parse_rejection_code(std::string_view text)
{
    if (deliver::is_rejection_code(text))
        return std::string{text};
    auto const codes = deliver::rejection_codes();
    std::vector<std::string> const known{codes.begin(), codes.end()};
    auto const guess = did_you_mean(text, known);
    return problem(
        ProblemCode::kInvalidValue, "That is no code of a rejection.",
        (guess ? "Did you mean " + *guess + "? " : std::string{}) + "The codes are: " + rejection_codes_text() + ".");
}

}  // namespace micklegate::app
