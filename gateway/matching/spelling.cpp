#include "gateway/matching/spelling.hpp"

#include "gateway/matching/phonetic.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace micklegate::matching {
namespace {

constexpr std::size_t kShortName = 4;
constexpr std::size_t kLongName = 8;

bool sound_alike(std::string_view one, std::string_view two)
{
    auto const sounds = sounds_of(one);
    return std::ranges::any_of(sounds_of(two), [&](std::string const& sound) { return sounds.contains(sound); });
}

}  // namespace

std::size_t edits_between(std::string_view one, std::string_view two)
{
    std::vector<std::size_t> before_last;
    std::vector<std::size_t> last(two.size() + 1);
    for (std::size_t j = 0; j <= two.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        std::vector<std::size_t> row(two.size() + 1, i);
        for (std::size_t j = 1; j <= two.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] == two[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last = std::exchange(last, std::move(row));
    }
    return last.back();
}

bool alike(std::string_view one, std::string_view two)
{
    std::size_t const edits = edits_between(one, two);
    std::size_t const length = std::max(one.size(), two.size());
    if (edits == 0 || (edits == 1 && length >= kShortName) || (edits == 2 && length >= kLongName))
        return true;
    return edits * 2 <= length && sound_alike(one, two);
}

}  // namespace micklegate::matching
