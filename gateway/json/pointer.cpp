#include "gateway/json/pointer.hpp"

namespace micklegate::json {

std::string pointer_token(std::string_view key)
{
    constexpr std::size_t kLongest = 64;
    std::string token;
    for (char const c : key.substr(0, kLongest)) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c >= 0x20 && c < 0x7f ? c : '?';
    }
    return token;
}

}  // namespace micklegate::json
