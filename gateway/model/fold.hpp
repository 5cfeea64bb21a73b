// Folding: the form in which two spellings of one name are the same text.
#pragma once

#include <string>
#include <string_view>

namespace micklegate {

/// Lower-case words separated by single spaces. Latin letters lose their diacritics (é->e, ø->o, ß->ss, ł->l),
/// full-width, circled and mathematical forms and other scripts' digits become ASCII, invisible characters vanish,
/// punctuation and bytes that are not UTF-8 separate words; letters of other scripts stay as they are.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace micklegate
