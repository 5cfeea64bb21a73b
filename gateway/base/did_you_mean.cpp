#include "gateway/base/did_you_mean.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace micklegate {
namespace {

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            std::size_t const replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string> did_you_mean(std::string_view word, std::span<std::string const> known)
{
    auto const nearest =
        std::ranges::min_element(known, {}, [&](std::string const& candidate) { return distance(word, candidate); });
    if (nearest == known.end() || distance(word, *nearest) > std::max<std::size_t>(1, (word.size() + 1) / 3))
        return std::nullopt;
    return *nearest;
}

}  // namespace micklegate
