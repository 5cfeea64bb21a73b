#include "gateway/model/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace micklegate {
namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};

constexpr char32_t kNotUtf8 = 0xFFFD;

CodePoint next_code_point(std::string_view text) noexcept
{
    auto const byte = [text](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    char32_t const first = byte(0);
    if (first < 0x80)
        return {first, 1};
    std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length)
        return {kNotUtf8, 1};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U)
            return {kNotUtf8, 1};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    return {value, length};
}

/// Unicode blocks of Latin letters, one base letter per code point; '?' has no single base letter.
struct Block {
    char32_t first;
    std::string_view bases;
};

constexpr std::array kBlocks{
    Block{0x00C0,
          "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"  // Latin-1 Supplement
          "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllll?"  // Latin Extended-A
          "?llnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"  // Latin Extended-A
          "b??????????????e???????i??l?????oo?????????????uu????zz?????????"  // Latin Extended-B
          "?????????????aaiioouuuuuuuuuueaaaa??ggggkkoooo??j???gg??nnaa????"  // Latin Extended-B
          "aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy??????acclt?"  // Latin Extended-B
          "???bu?eejj??rryy"},                                                // Latin Extended-B
    Block{0x1E00,
          "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"    // Latin Extended Additional
          "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"    // Latin Extended Additional
          "wwwwwwwwwwxxxxyyzzzzzzhtwyasss??aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"    // Latin Extended Additional
          "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????"},  // Latin Extended Additional
};

struct Ligature {
    char32_t letter;
    std::string_view base;
};

constexpr std::array kLigatures{
    Ligature{0xAA, "a"},    Ligature{0xB2, "2"},     Ligature{0xB3, "3"},     Ligature{0xB9, "1"},
    Ligature{0xBA, "o"},    Ligature{0xC6, "ae"},    Ligature{0xDE, "th"},    Ligature{0xDF, "ss"},
    Ligature{0xE6, "ae"},   Ligature{0xFE, "th"},    Ligature{0x132, "ij"},   Ligature{0x133, "ij"},
    Ligature{0x13F, "l"},   Ligature{0x140, "l"},    Ligature{0x152, "oe"},   Ligature{0x153, "oe"},
    Ligature{0x1FC, "ae"},  Ligature{0x1FD, "ae"},   Ligature{0x1FE, "o"},    Ligature{0x1FF, "o"},
    Ligature{0x259, "e"},   Ligature{0x1E9E, "ss"},  Ligature{0xFB00, "ff"},  Ligature{0xFB01, "fi"},
    Ligature{0xFB02, "fl"}, Ligature{0xFB03, "ffi"}, Ligature{0xFB04, "ffl"}, Ligature{0xFB05, "st"},
    Ligature{0xFB06, "st"},
};

std::string_view base_letters(char32_t letter) noexcept
{
    for (Block const& block : kBlocks) {
        if (letter < block.first || letter - block.first >= block.bases.size())
            continue;
        std::string_view const base = block.bases.substr(letter - block.first, 1);
        if (base != "?")
            return base;
    }
    auto const* const found = std::find_if(kLigatures.begin(), kLigatures.end(),
                                           [letter](Ligature const& row) { return row.letter == letter; });
    return found == kLigatures.end() ? std::string_view{} : found->base;
}

/// Combining marks, soft hyphen, zero-width characters, direction marks, variation selectors.
constexpr bool invisible(char32_t c) noexcept
{
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/// Outside ASCII: Latin-1 signs, general punctuation and symbols, CJK punctuation.
constexpr bool separator(char32_t c) noexcept
{
    return c == kNotUtf8 || (c >= 0x80 && c <= 0xBF && c != 0xB5) || c == 0xD7 || c == 0xF7 || c == 0x1680 ||
           (c >= 0x2B0 && c <= 0x2FF) || (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) ||
           (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2E7F) || (c >= 0x3000 && c <= 0x303F);
}

constexpr char32_t narrow_form(char32_t c) noexcept { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

}  // namespace

std::string fold(std::string_view utf8)
{
    std::string folded;
    folded.reserve(utf8.size());
    bool between_words = false;
    auto const append = [&](std::string_view letters) {
        if (between_words && !folded.empty())
            folded += ' ';
        between_words = false;
        folded += letters;
    };

    while (!utf8.empty()) {
        auto const [value, bytes] = next_code_point(utf8);
        char32_t const letter = narrow_form(value);
        if (letter < 0x80) {
            char const ascii = static_cast<char>(letter);
            char const lower = ascii >= 'A' && ascii <= 'Z' ? static_cast<char>(ascii - 'A' + 'a') : ascii;
            if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
                append({&lower, 1});
            else
                between_words = true;
        } else if (auto const base = base_letters(letter); !base.empty()) {
            append(base);
        } else if (separator(letter) && !invisible(letter)) {
            between_words = true;
        } else if (!invisible(letter)) {
            append(utf8.substr(0, bytes));
        }
        utf8.remove_prefix(bytes);
    }
    return folded;
}

}  // namespace micklegate
