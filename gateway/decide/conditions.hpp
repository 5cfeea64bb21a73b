// Whether a rule's conditions hold for a message, one finding per condition.
#pragma once

#include "gateway/decide/policy_set.hpp"
#include "gateway/recognise/recognise.hpp"

namespace micklegate::decide {

/// One condition looked at; points into the rule. An age condition that asks about the recipient makes two findings.
struct Finding {
    enum class What { kAge, kRecipientTakesAge, kEquals, kRecent };

    What what = What::kAge;
    bool held = false;
    AgeCondition const* age = nullptr;
    EqualsCondition const* equals = nullptr;
    RecentCondition const* recent = nullptr;
};

/// A field that is missing or cannot be read fails the condition that needs it.
[[nodiscard]] std::vector<Finding> findings(Rule const& rule, recognise::Message const& message, Date today);

/// Refusal code of the finding's condition.
[[nodiscard]] std::string const& code(Finding const& finding) noexcept;
/// What the condition asks and whether it held, without any value of the message.
[[nodiscard]] std::string sentence(Finding const& finding, recognise::MessageSpec const& spec);

}  // namespace micklegate::decide
