// What the log may be used for: DPA 2018 s.62(4) knows four purposes and no others.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate::audit {

inline constexpr std::array<std::string_view, 4> kPurposes{
    "lawfulness",            // (a) verifying that the processing was lawful
    "self_monitoring",       // (b) by the controller or processor, internal disciplinary proceedings included
    "integrity_security",    // (c) of personal data
    "criminal_proceedings",  // (d)
};

[[nodiscard]] constexpr bool is_purpose(std::string_view word) noexcept
{
    return std::find(kPurposes.begin(), kPurposes.end(), word) != kPurposes.end();
}

}  // namespace micklegate::audit
