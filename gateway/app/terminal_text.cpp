#include "gateway/app/terminal_text.hpp"

#include <algorithm>

namespace micklegate::app {

std::string terminal_text(std::string_view utf8)
{
    std::string safe;
    safe.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        auto const byte = static_cast<unsigned char>(utf8[i]);
        bool const c1 = byte == 0xc2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xa0;
        if (c1) {
            safe += '?';
            ++i;
        } else if (utf8[i] == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n') {
            continue;
        } else if (utf8[i] == '\n' || utf8[i] == '\r' || utf8[i] == '\t') {
            safe += ' ';
        } else {
            safe += byte < 0x20 || byte == 0x7f ? '?' : utf8[i];
        }
    }
    return safe;
}

std::string field_title(std::string_view name)
{
    std::string title = terminal_text(name);
    std::ranges::replace(title, '_', ' ');
    if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
        title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

}  // namespace micklegate::app
