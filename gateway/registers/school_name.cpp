#include "gateway/registers/school_name.hpp"

#include "gateway/model/fold.hpp"

#include <array>

namespace micklegate::registers {
namespace {

/// Both sides begin and end with a space, so that only whole words are replaced. Longer spellings stand first.
struct Spelling {
    std::string_view written;
    std::string_view meant;
};

constexpr std::array kSpellings{
    Spelling{" church of england ", " cofe "},
    Spelling{" c of e ", " cofe "},
    Spelling{" c e ", " cofe "},
    Spelling{" ce ", " cofe "},
    Spelling{" roman catholic ", " catholic "},
    Spelling{" r c ", " catholic "},
    Spelling{" rc ", " catholic "},
    Spelling{" saint ", " st "},
    Spelling{" and ", " "},
};

std::string without_apostrophes(std::string_view name)
{
    std::string text{name};
    for (std::string_view const apostrophe : {"'", "\u2019"})
        for (std::size_t at = text.find(apostrophe); at != std::string::npos; at = text.find(apostrophe, at))
            text.erase(at, apostrophe.size());
    return text;
}

}  // namespace

std::string fold_school_name(std::string_view name)
{
    std::string words = ' ' + fold(without_apostrophes(name)) + ' ';
    for (auto const& [written, meant] : kSpellings)
        for (std::size_t at = words.find(written); at != std::string::npos; at = words.find(written, at))
            words.replace(at, written.size(), meant);
    return words.size() < 2 ? std::string{} : words.substr(1, words.size() - 2);
}

}  // namespace micklegate::registers
