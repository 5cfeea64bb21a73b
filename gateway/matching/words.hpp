// The words of a text, between spaces.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::matching {

[[nodiscard]] inline std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace micklegate::matching
