// Why a message is held for a person, and what that person can do about it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate {

/// What a hold waits for a person to answer, and what a release answers in their place.
enum class Held {
    kIdentifier,  ///< whether an identifier that does not prove itself is right all the same
    kRecipient,   ///< who it is for
    kText,        ///< whether the recipient may read a text that seems to say too much
};

struct HoldCode {
    std::string_view code;
    Held waits_for;
    std::string_view return_code;  ///< what the sender is mostly asked to mend, from kReturnCodes
};

inline constexpr std::array kHoldCodes{
    HoldCode{"invalid_identifier", Held::kIdentifier, "correct_the_identifier"},
    HoldCode{"school_not_found", Held::kRecipient, "name_the_recipient"},
    HoldCode{"school_ambiguous", Held::kRecipient, "name_the_recipient"},
    HoldCode{"school_closed", Held::kRecipient, "name_the_recipient"},
    HoldCode{"school_not_enrolled", Held::kRecipient, "not_for_this_channel"},
    HoldCode{"area_unknown", Held::kRecipient, "name_the_recipient"},
    HoldCode{"conflict_of_interest", Held::kRecipient, "name_the_recipient"},
    HoldCode{"withheld_value_in_text", Held::kText, "remove_withheld_value"},
    HoldCode{"known_value_in_text", Held::kText, "remove_withheld_value"},
    HoldCode{"prison_in_text", Held::kText, "remove_withheld_value"},
};

/// Null for a word that is no hold code.
[[nodiscard]] constexpr HoldCode const* hold_code(std::string_view word) noexcept
{
    auto const found = std::ranges::find(kHoldCodes, word, &HoldCode::code);
    return found == kHoldCodes.end() ? nullptr : &*found;
}

}  // namespace micklegate
