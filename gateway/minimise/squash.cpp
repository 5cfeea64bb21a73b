#include "gateway/minimise/squash.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace micklegate::minimise {
namespace {

struct Spelling {
    std::string_view written;
    std::string_view usual;
};

/// The Post Office's street-type abbreviations. "st" is both Street and Saint, so all three become one word.
constexpr std::array kSpellings{
    Spelling{"rd", "road"},      Spelling{"st", "street"},     Spelling{"str", "street"},
    Spelling{"saint", "street"}, Spelling{"av", "avenue"},     Spelling{"ave", "avenue"},
    Spelling{"ln", "lane"},      Spelling{"la", "lane"},       Spelling{"cl", "close"},
    Spelling{"clo", "close"},    Spelling{"dr", "drive"},      Spelling{"drv", "drive"},
    Spelling{"cr", "crescent"},  Spelling{"cres", "crescent"}, Spelling{"ct", "court"},
    Spelling{"crt", "court"},    Spelling{"gdn", "garden"},    Spelling{"gdns", "gardens"},
    Spelling{"gr", "grove"},     Spelling{"gro", "grove"},     Spelling{"grn", "green"},
    Spelling{"pl", "place"},     Spelling{"pk", "park"},       Spelling{"sq", "square"},
    Spelling{"ter", "terrace"},  Spelling{"terr", "terrace"},  Spelling{"tce", "terrace"},
    Spelling{"wy", "way"},       Spelling{"wlk", "walk"},      Spelling{"hse", "house"},
    Spelling{"ho", "house"},     Spelling{"bldg", "building"}, Spelling{"bldgs", "buildings"},
    Spelling{"mt", "mount"},     Spelling{"hl", "hill"},       Spelling{"vw", "view"},
};

constexpr std::size_t kLongestAbbreviation = 5;

/// A short word as one number: each word of each message is compared with the whole table.
constexpr std::uint64_t packed(std::string_view word) noexcept
{
    std::uint64_t number = 0;
    for (char const letter : word)
        number = number << 8U | static_cast<unsigned char>(letter);
    return number;
}

constexpr auto kPacked = [] {
    std::array<std::uint64_t, kSpellings.size()> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = packed(kSpellings[i].written);
    return numbers;
}();

/// One folded word in the one spelling compared here.
std::string_view usual_spelling(std::string_view folded_word) noexcept
{
    if (folded_word.size() > kLongestAbbreviation)
        return folded_word;
    auto const* const found = std::find(kPacked.begin(), kPacked.end(), packed(folded_word));
    return found == kPacked.end() ? folded_word : kSpellings[static_cast<std::size_t>(found - kPacked.begin())].usual;
}

}  // namespace

bool is_street_type(std::string_view usual_word) noexcept
{
    return std::any_of(kSpellings.begin(), kSpellings.end(),
                       [&](Spelling const& spelling) { return spelling.usual == usual_word; });
}

std::string_view take_usual_word(std::string_view& folded) noexcept
{
    std::size_t const end = folded.find(' ');
    std::string_view const word = folded.substr(0, end);
    folded.remove_prefix(end == std::string_view::npos ? folded.size() : end + 1);
    return usual_spelling(word);
}

std::vector<std::string_view> usual_words(std::string_view folded)
{
    std::vector<std::string_view> words;
    while (!folded.empty())
        words.push_back(take_usual_word(folded));
    return words;
}

std::string squash(std::vector<std::string_view> const& words)
{
    std::string squashed;
    for (std::string_view const word : words)
        squashed += word;
    return squashed;
}

}  // namespace micklegate::minimise
