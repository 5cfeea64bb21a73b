#include "gateway/json/canonical_reader.hpp"

#include "gateway/base/utf8.hpp"
#include "gateway/json/utf16_order.hpp"

#include <cstring>
#include <string>

namespace micklegate::json {
namespace {

constexpr std::int64_t kLargestExact = 9'007'199'254'740'992;
constexpr std::size_t kBlock = 64;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Bytes from 80 up are negative, and so count as controls do.
constexpr bool is_special(char c) noexcept { return static_cast<signed char>(c) < 0x20 || c == '\\'; }

/// In blocks of a fixed size, which the compiler turns into vector code.
bool is_plain(std::string_view text) noexcept
{
    unsigned char special = 0;
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock)
        for (std::size_t i = 0; i < kBlock; ++i)
            special |= static_cast<unsigned char>(is_special(text[at + i]));
    for (; at < text.size(); ++at)
        special |= static_cast<unsigned char>(is_special(text[at]));
    return special == 0;
}

/// How many bytes the escape at the front of `text` takes in canonical form; 0 for another.
std::size_t escape_length(std::string_view text) noexcept
{
    constexpr std::string_view kShort = "\"\\bfnrt";
    constexpr std::string_view kHaveShortForms = "89acd";  // of the controls 08, 09, 0a, 0c and 0d
    constexpr std::string_view kHex = "0123456789abcdef";
    if (text.size() > 1 && kShort.find(text[1]) != std::string_view::npos)
        return 2;
    if (text.size() < 6 || !text.substr(1).starts_with("u00") || kHex.find(text[5]) == std::string_view::npos)
        return 0;
    bool const control = text[4] == '1' || (text[4] == '0' && kHaveShortForms.find(text[5]) == std::string_view::npos);
    return control ? 6 : 0;
}

char unescaped_at(std::string_view escape) noexcept
{
    switch (escape[1]) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u':
        return static_cast<char>((escape[4] - '0') * 16 +
                                 (is_digit(escape[5]) ? escape[5] - '0' : escape[5] - 'a' + 10));
    default: return escape[1];
    }
}

/// Of a text whose escapes were found canonical.
std::string unescaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        bool const escape = text.front() == '\\';
        out += escape ? unescaped_at(text) : text.front();
        text.remove_prefix(escape ? escape_length(text) : 1);
    }
    return out;
}

}  // namespace

CanonicalReader::CanonicalReader(std::string_view text)
    : at_{text.data()}, end_{text.data() + text.size()}, plain_{is_plain(text)}
{
    if (!plain_ && !valid_utf8(text))
        fail();
}

bool CanonicalReader::fail() noexcept
{
    sound_ = false;
    at_ = end_;
    return false;
}

bool CanonicalReader::take(char c) noexcept
{
    if (!next_is(c))
        return fail();
    ++at_;
    return true;
}

bool CanonicalReader::take(std::string_view literal) noexcept
{
    if (!std::string_view{at_, static_cast<std::size_t>(end_ - at_)}.starts_with(literal))
        return fail();
    at_ += literal.size();
    return true;
}

bool CanonicalReader::enter(char bracket)
{
    if (!take(bracket) || depth_ == kDepth)
        return fail();
    levels_[depth_++] = Level{at_, 0, true};
    return true;
}

bool CanonicalReader::enter_object() { return enter('{'); }
bool CanonicalReader::enter_array() { return enter('['); }

/// Steps over the comma before another member or element, or over the bracket that ends them.
bool CanonicalReader::more(char bracket)
{
    if (!sound_)
        return false;
    if (next_is(bracket)) {
        ++at_;
        --depth_;
        return false;
    }
    return levels_[depth_ - 1].first || take(',');
}

bool CanonicalReader::next_element()
{
    if (!more(']'))
        return false;
    levels_[depth_ - 1].first = false;
    return true;
}

std::optional<std::string_view> CanonicalReader::next_name()
{
    if (!more('}'))
        return std::nullopt;
    auto const name = quoted();
    if (!name || !ascends(*name) || !take(':')) {
        fail();
        return std::nullopt;
    }
    levels_[depth_ - 1] = Level{name->data(), name->size(), false};
    return name;
}

/// Strictly, so that no name is there twice.
bool CanonicalReader::ascends(std::string_view name) const
{
    Level const& level = levels_[depth_ - 1];
    if (level.first)
        return true;
    std::string_view const before{level.name, level.name_size};
    return plain_ ? before < name : utf16_less(unescaped(before), unescaped(name));
}

/// The end of the text where there is none.
char const* CanonicalReader::closing_quote() const
{
    if (plain_) {
        void const* const quote = std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_));
        return quote != nullptr ? static_cast<char const*>(quote) : end_;
    }
    char const* at = at_;
    while (at != end_ && *at != '"') {
        bool const escape = *at == '\\';
        std::size_t const step = escape ? escape_length({at, static_cast<std::size_t>(end_ - at)}) : 1;
        if (step == 0 || (!escape && static_cast<unsigned char>(*at) < 0x20))
            return end_;
        at += step;
    }
    return at;
}

std::optional<std::string_view> CanonicalReader::quoted()
{
    if (!take('"'))
        return std::nullopt;
    char const* const quote = closing_quote();
    if (quote == end_) {
        fail();
        return std::nullopt;
    }
    std::string_view const written{at_, static_cast<std::size_t>(quote - at_)};
    at_ = quote + 1;
    return written;
}

std::optional<std::string_view> CanonicalReader::text() { return quoted(); }

std::optional<std::int64_t> CanonicalReader::whole_number()
{
    bool const negative = next_is('-');
    if (negative)
        ++at_;
    char const* const first = at_;
    std::int64_t number = 0;
    for (; at_ != end_ && is_digit(*at_) && number <= kLargestExact; ++at_)
        number = number * 10 + (*at_ - '0');
    bool const zero_first = at_ != first && *first == '0' && (negative || at_ - first > 1);
    if (at_ == first || zero_first || number > kLargestExact) {
        fail();
        return std::nullopt;
    }
    return negative ? -number : number;
}

void CanonicalReader::skip()
{
    if (at_ == end_) {
        fail();
        return;
    }
    switch (*at_) {
    case '"': quoted(); break;
    case '{':
        for (enter_object(); next_name();)
            skip();
        break;
    case '[':
        for (enter_array(); next_element();)
            skip();
        break;
    case 't': take("true"); break;
    case 'f': take("false"); break;
    case 'n': take("null"); break;
    default: whole_number();
    }
}

}  // namespace micklegate::json
