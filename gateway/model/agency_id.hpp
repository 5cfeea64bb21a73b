// The one spelling of agency ids, safe as a file name and inside a URN.
#pragma once

#include <algorithm>
#include <string_view>

namespace micklegate {

/// Two or more labels of [a-z0-9-] joined by single dots, at most 64 characters: "police.north-yorkshire".
[[nodiscard]] constexpr bool valid_agency_id(std::string_view text) noexcept
{
    auto const allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return text.size() <= 64 && text.find('.') != text.npos && text.front() != '.' && text.back() != '.' &&
           text.find("..") == text.npos && std::ranges::all_of(text, allowed);
}

}  // namespace micklegate
