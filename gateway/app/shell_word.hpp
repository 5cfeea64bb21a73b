// A word of a command that is shown to be copied.
#pragma once

#include <string>

namespace micklegate::app {

/// As a POSIX shell reads it back: quoted where it holds more than what a shell takes for itself.
[[nodiscard]] inline std::string shell_word(std::string const& word)
{
    constexpr char const* kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos)
        return word;
    std::string quoted = "'";
    for (char const c : word)
        quoted += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
    return quoted + "'";
}

}  // namespace micklegate::app
