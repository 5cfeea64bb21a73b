#include "gateway/base/characters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace micklegate {
namespace {

using Range = std::pair<char32_t, char32_t>;

constexpr std::array<Range, 7> kControls{{{0x00, 0x1f},
                                          {0x7f, 0x9f},
                                          {0x61c, 0x61c},
                                          {0x200e, 0x200f},
                                          {0x2028, 0x202e},
                                          {0x2066, 0x2069},
                                          {0xfff9, 0xfffb}}};
constexpr std::array<Range, 7> kInvisible{{{0xad, 0xad},
                                           {0x180e, 0x180e},
                                           {0x200b, 0x200d},
                                           {0x2060, 0x2065},
                                           {0x206a, 0x206f},
                                           {0xfeff, 0xfeff},
                                           {0xe0000, 0xe007f}}};
constexpr std::array<char32_t, 7> kSpaces{0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x2800, 0x3000};
constexpr Range kTypographicSpaces{0x2000, 0x200a};

bool among(auto const& ranges, char32_t code) noexcept
{
    return std::ranges::any_of(ranges,
                               [code](Range const& range) { return range.first <= code && code <= range.second; });
}

bool is_space(char32_t code) noexcept
{
    return std::ranges::find(kSpaces, code) != kSpaces.end() ||
           (kTypographicSpaces.first <= code && code <= kTypographicSpaces.second);
}

/// Whether any character of the text is wanted.
template <class Wanted>
bool any_character(std::string_view utf8, Wanted const& wanted)
{
    for (std::size_t i = 0; i < utf8.size();) {
        auto const byte = static_cast<unsigned char>(utf8[i]);
        Character const next = byte < 0x80 ? Character{byte, 1} : first_character(utf8.substr(i));
        if (wanted(next.code))
            return true;
        i += next.bytes;
    }
    return false;
}

}  // namespace

Character first_character(std::string_view utf8) noexcept
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

bool is_control(char32_t code) noexcept
{
    // Every byte of every message comes by here, and nearly all are these.
    if (0x20 <= code && code < 0x7f)
        return false;
    return among(kControls, code);
}

bool is_invisible(char32_t code) noexcept { return among(kInvisible, code); }

bool holds_control(std::string_view utf8, std::string_view allowed) noexcept
{
    return any_character(utf8, [allowed](char32_t code) {
        return is_control(code) && (code >= 0x80 || allowed.find(static_cast<char>(code)) == std::string_view::npos);
    });
}

bool is_blank(std::string_view utf8) noexcept
{
    return !any_character(utf8,
                          [](char32_t code) { return !is_space(code) && !is_control(code) && !is_invisible(code); });
}

}  // namespace micklegate
