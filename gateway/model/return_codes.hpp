// Why the duty desk returns a held message to its sender: a closed list, because senders' systems act on the word.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate {

struct ReturnCode {
    std::string_view code;
    std::string_view meaning;  ///< as the desk would say it
};

inline constexpr std::array kReturnCodes{
    ReturnCode{"remove_withheld_value", "Take out of the text what the recipient may not be told."},
    ReturnCode{"name_the_recipient", "Say who it is for."},
    ReturnCode{"correct_the_identifier", "Correct the identifier, or leave it out if nobody knows it."},
    ReturnCode{"duplicate", "We have had this."},
    ReturnCode{"not_for_this_channel", "This does not belong here; tell it by another way."},
};

[[nodiscard]] constexpr bool is_return_code(std::string_view word) noexcept
{
    return std::ranges::find(kReturnCodes, word, &ReturnCode::code) != kReturnCodes.end();
}

}  // namespace micklegate
