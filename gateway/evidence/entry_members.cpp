#include "gateway/evidence/entry_members.hpp"

namespace micklegate::evidence {
namespace {

constexpr std::string_view kTimeShape = "0000-00-00T00:00:00.000Z";

constexpr std::uint8_t kNoDigit = 0xff;

/// By character; kNoDigit for all but lower-case hex digits. A branch for each digit would be missed half the time.
constexpr std::array<std::uint8_t, 256> kDigits = [] {
    std::array<std::uint8_t, 256> digits{};
    digits.fill(kNoDigit);
    for (std::uint8_t value = 0; value < 16; ++value)
        digits[static_cast<unsigned char>("0123456789abcdef"[value])] = value;
    return digits;
}();

std::uint8_t digit_at(std::string_view text, std::size_t at) noexcept
{
    return kDigits[static_cast<unsigned char>(text[at])];
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
    std::uint8_t all = 0;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        std::uint8_t const high = digit_at(text, 2 * i);
        std::uint8_t const low = digit_at(text, 2 * i + 1);
        all |= high | low;
        digest[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return all < 16 ? std::optional{digest} : std::nullopt;
}

}  // namespace micklegate::evidence
