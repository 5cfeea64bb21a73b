// Why a message is taken back, and what came of a breach: closed lists, because people's systems act on the words.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate {

struct RecallCode {
    std::string_view code;
    std::string_view meaning;  ///< as the sender would say it
};

inline constexpr std::array kRecallCodes{
    RecallCode{"wrong_recipient", "It went to somebody who should not have it."},
    RecallCode{"sent_in_error", "It should not have been sent."},
    RecallCode{"superseded", "Another message has taken its place."},
};

/// Whether the Information Commissioner was told (UK GDPR Art. 33, Data Protection Act 2018 s.67).
struct BreachOutcome {
    std::string_view code;
    std::string_view meaning;
};

inline constexpr std::array kBreachOutcomes{
    BreachOutcome{"notified", "The Commissioner was told."},
    BreachOutcome{"not_required", "It is unlikely to put anybody's rights and freedoms at risk."},
};

[[nodiscard]] constexpr bool is_recall_code(std::string_view word) noexcept
{
    return std::ranges::find(kRecallCodes, word, &RecallCode::code) != kRecallCodes.end();
}

[[nodiscard]] constexpr bool is_breach_outcome(std::string_view word) noexcept
{
    return std::ranges::find(kBreachOutcomes, word, &BreachOutcome::code) != kBreachOutcomes.end();
}

}  // namespace micklegate
