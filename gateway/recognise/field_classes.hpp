// The classes a field can have: what is sensitive about a value, said once; agreements and invariants speak of it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate::recognise {

inline constexpr std::array<std::string_view, 19> kFieldClasses{
    "identity",        "contact_safe", "contact_unsafe", "address_victim",      "address_perp", "custody_location",
    "child_school",    "health",       "sexual_offence", "criminal_allegation", "conviction",   "intelligence",
    "voice_of_child",  "third_party",  "free_text",      "contact_perp",
    "risk_assessment",  // level, score and grounds
    "routing",          // used to find the recipient
    "administrative",   // references, times, handling
};

[[nodiscard]] constexpr bool is_field_class(std::string_view word) noexcept
{
    return std::find(kFieldClasses.begin(), kFieldClasses.end(), word) != kFieldClasses.end();
}

}  // namespace micklegate::recognise
