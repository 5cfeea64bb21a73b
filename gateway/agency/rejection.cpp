#include "gateway/agency/rejection.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/model/recall_codes.hpp"
#include "gateway/model/rejection_codes.hpp"
#include "gateway/model/return_codes.hpp"

#include <vector>

namespace micklegate::agency {
namespace {

std::string codes_text(auto const& table)
{
    std::string text;
    for (auto const& row : table)
        text += (text.empty() ? "" : ", ") + std::string{row.code};
    return text;
}

Result<std::string> parse_code(std::string_view text, auto const& table, std::string const& what)
{
    std::vector<std::string> known;
    for (auto const& row : table)
        known.emplace_back(row.code);
    if (std::ranges::find(known, text) != known.end())
        return std::string{text};
    auto const guess = did_you_mean(text, known);
    return problem(
        ProblemCode::kInvalidValue, "That is no code of a " + what + ".",
        (guess ? "Did you mean " + *guess + "? " : std::string{}) + "The codes are: " + codes_text(table) + ".");
}

}  // namespace

std::string rejection_codes_text() { return codes_text(kRejectionCodes); }
std::string return_codes_text() { return codes_text(kReturnCodes); }
std::string recall_codes_text() { return codes_text(kRecallCodes); }
std::string breach_outcomes_text() { return codes_text(kBreachOutcomes); }

Result<std::string> parse_rejection_code(std::string_view text)
{
    return parse_code(text, kRejectionCodes, "rejection");
}

Result<std::string> parse_return_code(std::string_view text) { return parse_code(text, kReturnCodes, "return"); }

Result<std::string> parse_recall_code(std::string_view text) { return parse_code(text, kRecallCodes, "recall"); }

Result<std::string> parse_breach_outcome(std::string_view text)
{
    return parse_code(text, kBreachOutcomes, "breach's assessment");
}

}  // namespace micklegate::agency
