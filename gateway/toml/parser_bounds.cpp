#include "gateway/toml/parser_bounds.hpp"

#include <algorithm>

namespace micklegate::toml {
namespace {

constexpr std::size_t kMostDots = 32;

/// Bytes of the text in quotes that `text` begins with. One that lacks its end ends with its line, or with the file if
/// it may have several lines: the parser reads no further.
std::size_t quoted(std::string_view text)
{
    constexpr std::size_t kSeveralLines = 3;  // quotes that open it
    constexpr std::size_t kMostEnding = 5;    // two of its own before the three that close it
    char const quote = text.front();
    auto const quotes_at = [&](std::size_t at) {
        return std::min(text.find_first_not_of(quote, at), text.size()) - at;
    };
    if (quotes_at(0) == 2)
        return 2;
    std::size_t const needed = quotes_at(0) >= kSeveralLines ? kSeveralLines : 1;
    for (std::size_t at = needed; at < text.size(); ++at) {
        if (text[at] == '\n' && needed == 1)
            return at;
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == quote) {
            std::size_t const quotes = needed == 1 ? 1 : quotes_at(at);
            if (quotes >= needed)
                return at + std::min(quotes, kMostEnding);
            at += quotes - 1;
        }
    }
    return text.size();
}

}  // namespace

std::optional<OutOfBounds> out_of_bounds(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::size_t dots = 0;
    for (std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; at < text.size();) {
        char const sign = text[at];
        if (static_cast<unsigned char>(sign) >= 0x80)
            return OutOfBounds{at, "only texts in quotes and comments may hold a character beyond ASCII"};
        dots = sign == '\n' ? 0 : dots + (sign == '.' ? 1U : 0U);
        if (dots > kMostDots)
            return OutOfBounds{at, "a line may hold at most 32 dots outside quotes and comments"};
        if (sign == '#')
            at = std::min(text.find('\n', at), text.size());
        else
            at += sign == '"' || sign == '\'' ? quoted(text.substr(at)) : 1;
    }
    return std::nullopt;
}

}  // namespace micklegate::toml
