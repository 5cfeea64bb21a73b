#include "gateway/matac/same_person.hpp"

#include <map>
#include <numeric>

namespace micklegate::matac {
namespace {

/// Each item points at an earlier one of its group, the first at itself.
std::size_t first_of(std::vector<std::size_t>& earlier, std::size_t item)
{
    while (earlier[item] != item)
        item = earlier[item] = earlier[earlier[item]];
    return item;
}

}  // namespace

std::vector<std::vector<std::size_t>> same_person(std::vector<std::set<std::string>> const& keys)
{
    std::vector<std::size_t> earlier(keys.size());
    std::iota(earlier.begin(), earlier.end(), std::size_t{0});
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t item = 0; item < keys.size(); ++item)
        for (std::string const& key : keys[item]) {
            auto const [first, added] = seen.try_emplace(key, item);
            if (added)
                continue;
            std::size_t const one = first_of(earlier, first->second);
            std::size_t const other = first_of(earlier, item);
            earlier[std::max(one, other)] = std::min(one, other);
        }

    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t item = 0; item < keys.size(); ++item)
        groups[first_of(earlier, item)].push_back(item);
    std::vector<std::vector<std::size_t>> listed;
    listed.reserve(groups.size());
    for (auto& [first, items] : groups)
        listed.push_back(std::move(items));
    return listed;
}

}  // namespace micklegate::matac
