#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace micklegate::terminal {
namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The first of a text that is not empty; what is not UTF-8 counts as a control character of one byte.
Character first_of(std::string_view utf8)
{
    constexpr Character kBroken{0x80, 1};
    auto const lead = static_cast<unsigned char>(utf8.front());
    if (lead < 0x80)
        return {lead, 1};
    std::size_t const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc0 || utf8.size() < bytes)
        return kBroken;
    char32_t code = lead & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        auto const next = static_cast<unsigned char>(utf8[i]);
        if ((next & 0xc0U) != 0x80U)
            return kBroken;
        code = code << 6U | (next & 0x3fU);
    }
    return {code, bytes};
}

using Range = std::pair<char32_t, char32_t>;

/// C0, DEL and C1; the bidirectional controls (UAX 9), which show a text in another order than it has; line separators.
constexpr std::array<Range, 7> kControls{{{0x00, 0x1f},
                                          {0x7f, 0x9f},
                                          {0x61c, 0x61c},
                                          {0x200e, 0x200f},
                                          {0x2028, 0x202e},
                                          {0x2066, 0x2069},
                                          {0xfff9, 0xfffb}}};
/// The rest of Unicode's format characters: some scripts need them in a word, but nobody sees them.
constexpr std::array<Range, 7> kInvisible{{{0xad, 0xad},
                                           {0x180e, 0x180e},
                                           {0x200b, 0x200d},
                                           {0x2060, 0x2065},
                                           {0x206a, 0x206f},
                                           {0xfeff, 0xfeff},
                                           {0xe0000, 0xe007f}}};

bool among(auto const& ranges, char32_t code)
{
    return std::ranges::any_of(ranges,
                               [code](Range const& range) { return range.first <= code && code <= range.second; });
}

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
        Character const next = first_of(utf8);
        if (next.code == '\n' || next.code == '\t' || (next.code == '\r' && !utf8.starts_with("\r\n")))
            safe += ' ';
        else if (among(kControls, next.code))
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
        Character const next = first_of(rest);
        if (among(kControls, next.code) || among(kInvisible, next.code))
            append_escaped(safe, next.code);
        else
            safe += rest.substr(0, next.bytes);
        rest.remove_prefix(next.bytes);
    }
    return safe;
}

}  // namespace micklegate::terminal
