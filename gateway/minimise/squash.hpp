// Squashing: folded text without its spaces, which remembers where words began. In it all spacings of a value are one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::minimise {

/// One folded word in the one spelling compared here: street-type abbreviations are written out ("rd" -> "road").
[[nodiscard]] std::string_view usual_spelling(std::string_view folded_word) noexcept;

/// "road", "street", "close" …, in its usual spelling.
[[nodiscard]] bool is_street_type(std::string_view usual_word) noexcept;

/// The words of folded text, each in its usual spelling.
[[nodiscard]] std::vector<std::string_view> usual_words(std::string_view folded);

/// Words joined without spaces.
[[nodiscard]] std::string squash(std::vector<std::string_view> const& words);

}  // namespace micklegate::minimise
