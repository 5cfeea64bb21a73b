// What identifiers are made of.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace micklegate::recognise {

/// What is wrong with a value, to be read after its field's name; empty where nothing is.
using Fault = std::optional<std::string_view>;

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

constexpr bool all_digits(std::string_view text) noexcept { return std::ranges::all_of(text, is_digit); }

/// In a shape, "A" stands for a capital letter, "9" for a digit and any other character for itself.
constexpr bool has_shape(std::string_view text, std::string_view shape) noexcept
{
    return std::ranges::equal(text, shape, [](char c, char s) {
        return s == 'A' ? is_capital(c) : s == '9' ? is_digit(c) : c == s;
    });
}

/// The text without the characters that only make it easier to read.
[[nodiscard]] inline std::string without(std::string_view text, std::string_view fillers)
{
    std::string rest{text};
    std::erase_if(rest, [fillers](char c) { return fillers.find(c) != std::string_view::npos; });
    return rest;
}

}  // namespace micklegate::recognise
