#include "gateway/minimise/squash.hpp"

#include <algorithm>
#include <array>

namespace micklegate::minimise {
namespace {

struct Spelling {
    std::string_view written;
    std::string_view usual;
};

/// The Post Office's street-type abbreviations. "st" is both Street and Saint, so all three become one word.
constexpr std::array kSpellings{
    Spelling{"rd", "road"},      Spelling{"st", "street"},     Spelling{"str", "street"},   Spelling{"saint", "street"},
    Spelling{"av", "avenue"},    Spelling{"ave", "avenue"},    Spelling{"ln", "lane"},      Spelling{"la", "lane"},
    Spelling{"cl", "close"},     Spelling{"clo", "close"},     Spelling{"dr", "drive"},     Spelling{"drv", "drive"},
    Spelling{"cr", "crescent"},  Spelling{"cres", "crescent"}, Spelling{"ct", "court"},     Spelling{"crt", "court"},
    Spelling{"gdn", "garden"},   Spelling{"gdns", "gardens"},  Spelling{"gr", "grove"},     Spelling{"gro", "grove"},
    Spelling{"grn", "green"},    Spelling{"pl", "place"},      Spelling{"pk", "park"},      Spelling{"sq", "square"},
    Spelling{"ter", "terrace"},  Spelling{"terr", "terrace"},  Spelling{"tce", "terrace"},  Spelling{"wy", "way"},
    Spelling{"wlk", "walk"},     Spelling{"hse", "house"},     Spelling{"ho", "house"},     Spelling{"bldg", "building"},
    Spelling{"bldgs", "buildings"}, Spelling{"mt", "mount"},   Spelling{"hl", "hill"},      Spelling{"vw", "view"},
};

constexpr std::size_t kLongestAbbreviation = 5;

}  // namespace

std::string_view usual_spelling(std::string_view folded_word) noexcept
{
    if (folded_word.size() > kLongestAbbreviation || folded_word.size() < 2)
        return folded_word;
    for (Spelling const& spelling : kSpellings)
        if (spelling.written == folded_word)
            return spelling.usual;
    return folded_word;
}

bool is_street_type(std::string_view usual_word) noexcept
{
    return std::any_of(kSpellings.begin(), kSpellings.end(), [&](Spelling const& spelling) { return spelling.usual == usual_word; });
}

std::vector<std::string_view> usual_words(std::string_view folded)
{
    std::vector<std::string_view> words;
    while (!folded.empty()) {
        std::size_t const end = folded.find(' ');
        words.push_back(usual_spelling(folded.substr(0, end)));
        folded.remove_prefix(end == std::string_view::npos ? folded.size() : end + 1);
    }
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
