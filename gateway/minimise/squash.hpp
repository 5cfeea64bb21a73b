// Squashing: folded text without its spaces, in which all spacings of a value are one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::minimise {

/// "road", "street", "close" …, in its usual spelling.
[[nodiscard]] bool is_street_type(std::string_view usual_word) noexcept;

/// Takes the first word off folded text that is not empty, and answers its usual spelling: "rd" is written out as
/// "road".
[[nodiscard]] std::string_view take_usual_word(std::string_view& folded) noexcept;

/// The words of folded text, each in its usual spelling.
[[nodiscard]] std::vector<std::string_view> usual_words(std::string_view folded);

/// Words joined without spaces.
[[nodiscard]] std::string squash(std::vector<std::string_view> const& words);

}  // namespace micklegate::minimise
