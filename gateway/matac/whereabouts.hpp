// Where a person who is scored is, by the words of the messages' field perpetrator_status.
#pragma once

#include <array>
#include <string_view>

namespace micklegate::matac {

inline constexpr std::array<std::string_view, 6> kWhereabouts{"in_community", "in_custody", "left_area",
                                                              "deported",     "deceased",   "unknown"};

/// Scored all the same, but flagged: the meeting may have nothing to do about them.
[[nodiscard]] constexpr bool is_flagged(std::string_view whereabouts) noexcept
{
    return whereabouts == "in_custody" || whereabouts == "left_area" || whereabouts == "deported" ||
           whereabouts == "deceased";
}

}  // namespace micklegate::matac
