#include "gateway/guard/value_needles.hpp"

namespace micklegate::guard {
namespace {

constexpr std::size_t kShortestSchool = 3;

}  // namespace

/// The name without its type: what stands behind it in the text must then be a type, whichever, unless the name has
/// several words: "St Mary's" alone gives a school away, "Nunstead" alone is the town.
std::vector<Needle> school_needles(std::string_view value)
{
    std::vector<Needle> needles;
    Squashed const words{value.substr(0, value.find_first_of(",;("))};
    std::size_t first = 0;
    while (first < words.size() && words.word(first) == "the")
        ++first;
    std::size_t last = first;
    while (last < words.size() && !words.is(last, kSchoolWord | kSchoolFiller))
        ++last;
    std::string name{words.joined(first, last)};
    if (name.size() < kShortestSchool) {
        if (words.size() > 1)
            add_whole(needles, words);
        return needles;
    }
    if (only(kEveryday, words, first, last))
        return needles;
    if (last - first > 1)
        add_needle(needles, Reach::kPlace, name);
    add_needle(needles, Reach::kSchool, std::move(name));
    return needles;
}

}  // namespace micklegate::guard
