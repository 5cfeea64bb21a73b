// The shape of a British postcode, squashed: "yo17hh".
#pragma once

#include <algorithm>
#include <string_view>

namespace micklegate::guard {

[[nodiscard]] inline bool is_postcode(std::string_view squashed) noexcept
{
    constexpr std::size_t kShortest = 5;
    constexpr std::size_t kLongest = 7;
    constexpr std::size_t kInwardCode = 3;
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    auto const letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (squashed.size() < kShortest || squashed.size() > kLongest)
        return false;
    std::string_view const inward = squashed.substr(squashed.size() - kInwardCode);
    std::string_view const outward = squashed.substr(0, squashed.size() - kInwardCode);
    return letter(outward.front()) && std::any_of(outward.begin(), outward.end(), digit) && digit(inward[0]) &&
           letter(inward[1]) && letter(inward[2]);
}

}  // namespace micklegate::guard
