// Squashing: text without its spaces, in which all spellings and spacings of a value are one, with what each word was.
#pragma once

#include "gateway/guard/lexicon.hpp"

#include <string>
#include <vector>

namespace micklegate::guard {

struct Word {
    std::size_t begin = 0;  ///< in the squashed text
    Roles roles = 0;
    char gap = 0;          ///< the punctuation before it, the last where there is more; 0 where only spaces are
    bool capital = false;  ///< its first letter was
    bool shouted = false;  ///< all its letters were, two at least
    bool opens = false;    ///< a sentence
};

/// Values and texts are squashed alike, or they could not be compared.
class Squashed {
public:
    Squashed() = default;
    explicit Squashed(std::string_view utf8) { add(utf8); }

    void add(std::string_view utf8);
    /// Ends a part: no value reaches over it.
    void end_part();

    [[nodiscard]] std::string const& text() const noexcept { return text_; }
    [[nodiscard]] std::vector<Word> const& words() const noexcept { return words_; }
    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
    /// The words from `first` up to, not including, `last`, without spaces.
    [[nodiscard]] std::string_view joined(std::size_t first, std::size_t last) const noexcept;
    [[nodiscard]] std::string_view word(std::size_t i) const noexcept { return joined(i, i + 1); }
    [[nodiscard]] bool is(std::size_t i, Roles roles) const noexcept { return (words_[i].roles & roles) != 0; }
    /// Whether the word is a single letter.
    [[nodiscard]] bool initial(std::size_t i) const noexcept;
    [[nodiscard]] bool begins_with_digit(std::size_t i) const noexcept;

private:
    /// Letters of other scripts stay as they are.
    void put_word(std::string_view written, bool has_capitals, Word word);
    bool join_number(Meaning const& meaning);

    std::string text_;
    std::vector<Word> words_;
};

/// The whole of a value.
[[nodiscard]] std::string squash(std::string_view utf8);

/// In codes and numbers, o is 0, and i and l are 1.
[[nodiscard]] constexpr char look_alike(char c) noexcept { return c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c; }
[[nodiscard]] std::string look_alike(std::string_view squashed);

}  // namespace micklegate::guard
