#include "gateway/evidence/lines.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::evidence {

std::optional<std::string_view> take_line(std::string_view& rest) noexcept
{
    std::size_t const length = rest.find('\n');
    if (length == std::string_view::npos)
        return std::nullopt;
    std::string_view const line = rest.substr(0, length);
    rest.remove_prefix(length + 1);
    return line;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) noexcept
{
    if (text.empty() || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::optional<crypto::Digest> to_digest(ByteView bytes) noexcept
{
    crypto::Digest digest{};
    if (bytes.size() != digest.size())
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

std::optional<crypto::Digest> parse_digest(std::string_view text)
{
    auto const bytes = from_base64(text);
    return bytes ? to_digest(*bytes) : std::nullopt;
}

}  // namespace micklegate::evidence
