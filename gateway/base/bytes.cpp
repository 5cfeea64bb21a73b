#include "gateway/base/bytes.hpp"

namespace micklegate {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNotBase64 = 0xff;

constexpr std::array<std::uint8_t, 256> base64_values()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(kNotBase64);
    for (std::size_t i = 0; i < kBase64Alphabet.size(); ++i)
        values[static_cast<std::uint8_t>(kBase64Alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr auto kBase64Values = base64_values();

Problem not_base64() { return problem(ProblemCode::kInvalidValue, "The text is not padded standard base64."); }

}  // namespace

ByteView as_bytes(std::string_view text) noexcept
{
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) noexcept
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

int hex_digit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::string hex(ByteView bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (std::uint8_t const byte : bytes) {
        out += kHexDigits[byte >> 4U];
        out += kHexDigits[byte & 15U];
    }
    return out;
}

Result<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return problem(ProblemCode::kInvalidValue, "A hexadecimal text needs an even number of digits.");
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        int const high = hex_digit(text[i]);
        int const low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return problem(ProblemCode::kInvalidValue, "A hexadecimal text holds another character.");
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string base64(ByteView bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::size_t const left = bytes.size() - i;
        std::uint32_t const group = static_cast<std::uint32_t>(bytes[i]) << 16U |
                                    (left > 1 ? static_cast<std::uint32_t>(bytes[i + 1]) << 8U : 0U) |
                                    (left > 2 ? static_cast<std::uint32_t>(bytes[i + 2]) : 0U);
        out += kBase64Alphabet[group >> 18U & 63U];
        out += kBase64Alphabet[group >> 12U & 63U];
        out += left > 1 ? kBase64Alphabet[group >> 6U & 63U] : '=';
        out += left > 2 ? kBase64Alphabet[group & 63U] : '=';
    }
    return out;
}

Result<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return not_base64();
    std::size_t const padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const pad = i >= text.size() - padding;
        std::uint8_t const value = pad ? std::uint8_t{0} : kBase64Values[static_cast<std::uint8_t>(text[i])];
        if (value == kNotBase64)
            return not_base64();
        group = group << 6U | value;
        if (i % 4 == 3) {
            out.push_back(static_cast<std::uint8_t>(group >> 16U));
            out.push_back(static_cast<std::uint8_t>(group >> 8U & 255U));
            out.push_back(static_cast<std::uint8_t>(group & 255U));
            group = 0;
        }
    }
    // Bits hidden under the padding would give one value two spellings.
    for (std::size_t i = 0; i < padding; ++i) {
        if (out.back() != 0)
            return not_base64();
        out.pop_back();
    }
    return out;
}

void append_be64(std::string& out, std::uint64_t value)
{
    for (unsigned shift = 64; shift > 0; shift -= 8)
        out += static_cast<char>(static_cast<std::uint8_t>(value >> (shift - 8) & 255U));
}

std::uint64_t read_be64(ByteView eight) noexcept
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8 && i < eight.size(); ++i)
        value = value << 8U | eight[i];
    return value;
}

}  // namespace micklegate
