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

/// Unicode blocks of Latin letters and of letters that look like them, one base letter per code point; '?' has no
/// single base letter. A Cyrillic address in Latin disguise must fold to the Latin one, or it would pass the leak guard
/// unseen.
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
          "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"            // Latin Extended Additional
          "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"            // Latin Extended Additional
          "wwwwwwwwwwxxxxyyzzzzzzhtwyasss??aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"            // Latin Extended Additional
          "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????"},          // Latin Extended Additional
    Block{0x0390, "iab??ezh?ik?mn?o?p??ty?x??iyaeniua???e?n?ik??v?o?p??tu?x?wiuouw?"},  // Greek look-alikes
    Block{0x0400,
          "ee???siij???k?y?a?b??e????k?mho?pcty?x??????b???"    // Cyrillic look-alikes
          "a?br?e????k?mhonpcty?x??????b???ee?r?siij??hk?y?"},  // Cyrillic look-alikes
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
    Ligature{0xFB06, "st"}, Ligature{0x261, "g"},    Ligature{0x3F2, "c"},    Ligature{0x3F3, "j"},
    Ligature{0x475, "v"},   Ligature{0x4BB, "h"},    Ligature{0x4C0, "l"},    Ligature{0x4CF, "l"},
    Ligature{0x501, "d"},   Ligature{0x51B, "q"},    Ligature{0x51D, "w"},
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

struct Range {
    char32_t first;
    char32_t last;
};

/// Combining marks, soft hyphen, zero-width characters, direction marks, fillers, variation selectors, tags.
constexpr std::array kInvisible{
    Range{0xAD, 0xAD},     Range{0x300, 0x36F},     Range{0x61C, 0x61C},   Range{0x115F, 0x1160}, Range{0x180B, 0x180F},
    Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},   Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2069},
    Range{0x20D0, 0x20FF}, Range{0x3164, 0x3164},   Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
    Range{0xFFA0, 0xFFA0}, Range{0xE0000, 0xE0FFF},
};

bool invisible(char32_t c) noexcept
{
    return std::ranges::any_of(kInvisible, [c](Range range) { return c >= range.first && c <= range.last; });
}

/// Outside ASCII: Latin-1 signs, general punctuation and symbols, CJK punctuation.
constexpr bool separator(char32_t c) noexcept
{
    return c == kNotUtf8 || (c >= 0x80 && c <= 0xBF && c != 0xB5) || c == 0xD7 || c == 0xF7 || c == 0x1680 ||
           (c >= 0x2B0 && c <= 0x2FF) || (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) ||
           (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2E7F) || (c >= 0x3000 && c <= 0x303F);
}

/// Letters and digits that only look otherwise: `base` and those after it, over and over with the period.
struct Costume {
    char32_t first;
    char32_t last;
    char32_t base;
    char32_t period;
};

constexpr std::array kCostumes{
    Costume{0xFF01, 0xFF5E, '!', 94},   Costume{0x2070, 0x2070, '0', 1},
    Costume{0x2074, 0x2079, '4', 6},  // full width, superscript
    Costume{0x2080, 0x2089, '0', 10},   Costume{0x2460, 0x2468, '1', 9},
    Costume{0x2474, 0x247C, '1', 9},  // subscript, circled
    Costume{0x2488, 0x2490, '1', 9},    Costume{0x249C, 0x24E9, 'a', 26},
    Costume{0x24EA, 0x24EA, '0', 1},  // with stop, circled letters
    Costume{0x24F5, 0x24FD, '1', 9},    Costume{0x24FF, 0x24FF, '0', 1},
    Costume{0x2776, 0x277E, '1', 9},  // doubly and inversely circled
    Costume{0x2780, 0x2788, '1', 9},    Costume{0x278A, 0x2792, '1', 9},
    Costume{0x660, 0x669, '0', 10},  // Arabic-Indic
    Costume{0x6F0, 0x6F9, '0', 10},     Costume{0x966, 0x96F, '0', 10},
    Costume{0x9E6, 0x9EF, '0', 10},  // Persian, Devanagari, Bengali
    Costume{0xA66, 0xA6F, '0', 10},     Costume{0xAE6, 0xAEF, '0', 10},
    Costume{0xE50, 0xE59, '0', 10},  // Gurmukhi, Gujarati, Thai
    Costume{0x1D400, 0x1D6A3, 'a', 26}, Costume{0x1D7CE, 0x1D7FF, '0', 10},
    Costume{0x1F110, 0x1F129, 'a', 26},  // mathematical, parenthesised
    Costume{0x1F130, 0x1F149, 'a', 26}, Costume{0x1F150, 0x1F169, 'a', 26},
    Costume{0x1F170, 0x1F189, 'a', 26},  // squared, inversely circled
};

char32_t plain_form(char32_t c) noexcept
{
    if (c < 0x80)
        return c;
    auto const* const found =
        std::ranges::find_if(kCostumes, [c](Costume const& row) { return c >= row.first && c <= row.last; });
    return found == kCostumes.end() ? c : found->base + (c - found->first) % found->period;
}

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
        char32_t const letter = plain_form(value);
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
