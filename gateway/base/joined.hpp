// Words in one line, for sentences people read.
#pragma once

#include <string>
#include <string_view>

namespace micklegate {

template <class Words>
[[nodiscard]] std::string joined(Words const& words, std::string_view between = ", ")
{
    std::string line;
    for (auto const& word : words)
        line.append(line.empty() ? std::string_view{} : between).append(word);
    return line;
}

}  // namespace micklegate
