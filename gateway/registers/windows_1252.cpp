#include "gateway/registers/windows_1252.hpp"

#include <array>

namespace micklegate::registers {
namespace {

/// 0x80 to 0x9F; the rest of the code page is Latin-1, whose bytes are their code points.
constexpr std::array<char16_t, 32> kHighControls{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append_utf8(std::string& out, unsigned code_point)
{
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += static_cast<char>(0xC0U | (code_point >> 6U));
        out += static_cast<char>(0x80U | (code_point & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (code_point >> 12U));
        out += static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code_point & 0x3FU));
    }
}

}  // namespace

std::string utf8_from_windows_1252(std::string_view text)
{
    std::string utf8;
    utf8.reserve(text.size() + text.size() / 16);
    for (char const c : text) {
        unsigned const byte = static_cast<unsigned char>(c);
        append_utf8(utf8, byte >= 0x80 && byte < 0xA0 ? kHighControls[byte - 0x80] : byte);
    }
    return utf8;
}

}  // namespace micklegate::registers
