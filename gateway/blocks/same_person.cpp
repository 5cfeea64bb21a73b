#include "gateway/blocks/same_person.hpp"

#include <algorithm>

namespace micklegate::blocks {

std::set<std::string> same_person(std::span<Movement const> merges, std::string const& number)
{
    std::set<std::string> known{number};
    for (std::size_t before = 0; before != known.size();) {
        before = known.size();
        for (Movement const& merge : merges)
            if (merge.kind == Movement::Kind::kMerged &&
                (known.contains(merge.prisoner) || known.contains(merge.retired)))
                known.insert({merge.prisoner, merge.retired});
    }
    return known;
}

std::string number_at(std::span<Movement const> merges, std::string number, Moment moment)
{
    std::vector<Movement const*> done;
    for (Movement const& merge : merges)
        if (merge.kind == Movement::Kind::kMerged && merge.moved_at <= moment)
            done.push_back(&merge);
    std::ranges::sort(done, [](Movement const* a, Movement const* b) { return *a < *b; });
    std::ranges::stable_sort(done, {}, &Movement::moved_at);
    for (Movement const* const merge : done)
        if (merge->retired == number)
            number = merge->prisoner;
    return number;
}

}  // namespace micklegate::blocks
