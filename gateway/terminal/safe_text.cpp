#include "gateway/terminal/safe_text.hpp"

#include "gateway/base/characters.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::terminal {
namespace {

void append_escape(std::string& text, char32_t unit)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4)
        text += kDigits[unit >> (shift - 4) & 0xfU];
}

/// RFC 8259 section 7: above U+FFFF as a surrogate pair.
void append_escaped(std::string& text, char32_t code)
{
    if (code > 0xffff) {
        append_escape(text, 0xd800 + ((code - 0x10000) >> 10U));
        append_escape(text, 0xdc00 + ((code - 0x10000) & 0x3ffU));
    } else {
        append_escape(text, code);
    }
}

}  // namespace

std::string safe_text(std::string_view utf8)
{
    std::string safe;
    safe.reserve(utf8.size());
    while (!utf8.empty()) {
        Character const next = first_character(utf8);
        if (next.code == '\n' || next.code == '\t' || (next.code == '\r' && !utf8.starts_with("\r\n")))
            safe += ' ';
        else if (is_control(next.code))
            safe += next.code == '\r' ? "" : "?";
        else
            safe += utf8.substr(0, next.bytes);
        utf8.remove_prefix(next.bytes);
    }
    return safe;
}

std::string json_text(boost::json::value const& value)
{
    std::string const whole = boost::json::serialize(value);
    std::string safe;
    safe.reserve(whole.size());
    for (std::string_view rest = whole; !rest.empty();) {
        Character const next = first_character(rest);
        if (is_control(next.code) || is_invisible(next.code))
            append_escaped(safe, next.code);
        else
            safe += rest.substr(0, next.bytes);
        rest.remove_prefix(next.bytes);
    }
    return safe;
}

}  // namespace micklegate::terminal
