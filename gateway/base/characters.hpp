// The characters of a UTF-8 text, and which of them nobody sees.
#pragma once

#include <cstddef>
#include <string_view>

namespace micklegate {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// Of a text that is not empty; what is not UTF-8 counts as a control character of one byte.
[[nodiscard]] Character first_character(std::string_view utf8) noexcept;

/// C0, DEL, C1; the bidirectional controls (UAX 9), which show a text in another order than it has; line separators.
[[nodiscard]] bool is_control(char32_t code) noexcept;
/// The rest of Unicode's format characters: some scripts need them in a word, but nobody sees them.
[[nodiscard]] bool is_invisible(char32_t code) noexcept;

/// Whether a control character stands in the text that is not among `allowed`.
[[nodiscard]] bool holds_control(std::string_view utf8, std::string_view allowed = {}) noexcept;
/// Whether a person would see nothing.
[[nodiscard]] bool is_blank(std::string_view utf8) noexcept;

}  // namespace micklegate
