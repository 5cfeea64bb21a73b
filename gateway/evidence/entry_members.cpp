#include "gateway/evidence/entry_members.hpp"

namespace micklegate::evidence {
namespace {

constexpr std::string_view kTimeShape = "0000-00-00T00:00:00.000Z";

/// -1 for another character.
int lower_hex_digit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::optional<Moment> parse_entry_time(std::string_view text)
{
    if (text.size() != kTimeShape.size() || text[10] != 'T' || text[19] != '.' || text.back() != 'Z')
        return std::nullopt;
    auto const time = parse_rfc3339(text);
    return time ? std::optional{*time} : std::nullopt;
}

std::optional<crypto::Digest> parse_hex_digest(std::string_view text) noexcept
{
    crypto::Digest digest;
    if (text.size() != 2 * digest.size())
        return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        int const high = lower_hex_digit(text[2 * i]);
        int const low = lower_hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

}  // namespace micklegate::evidence
