#include "gateway/json/canonical_reader.hpp"

#include "gateway/base/utf8.hpp"
#include "gateway/json/utf16_order.hpp"

#include <bit>
#include <cstring>
#include <string>

namespace micklegate::json {
namespace {

constexpr std::int64_t kLargestExact = 9'007'199'254'740'992;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

using Word = std::uint64_t;

constexpr Word in_each_byte(std::uint8_t byte) noexcept { return Word{0x0101'0101'0101'0101} * byte; }

/// With the byte at `at` as the lowest.
Word first_word(char const* at) noexcept
{
    Word word = 0;
    std::memcpy(&word, at, sizeof(Word));
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

/// Sets the high bit of a byte that is a backslash, a control or not ASCII, and possibly of those above one that is.
constexpr Word special_bits(Word word) noexcept
{
    return word | (word - in_each_byte(' ')) | ((word ^ in_each_byte('\\')) - in_each_byte(1));
}

/// Eight bytes at a time: the text is an entry's, and most have nothing to escape.
bool is_plain(std::string_view text) noexcept
{
    Word special = 0;
    std::size_t at = 0;
    for (; at + sizeof(Word) <= text.size(); at += sizeof(Word))
        special |= special_bits(first_word(text.data() + at));
    for (; at < text.size(); ++at)
        special |= special_bits(in_each_byte(static_cast<std::uint8_t>(text[at])));
    return (special & in_each_byte(0x80)) == 0;
}

/// `end` where there is none. Most texts are names and words, too short to be worth a call.
char const* first_quote(char const* at, char const* end) noexcept
{
    if (static_cast<std::size_t>(end - at) >= sizeof(Word)) {
        Word const word = first_word(at) ^ in_each_byte('"');
        Word const quotes = (word - in_each_byte(1)) & ~word & in_each_byte(0x80);
        if (quotes != 0)
            return at + std::countr_zero(quotes) / 8;
        at += sizeof(Word);
    }
    void const* const quote = std::memchr(at, '"', static_cast<std::size_t>(end - at));
    return quote != nullptr ? static_cast<char const*>(quote) : end;
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
inline bool CanonicalReader::more(char bracket)
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

/// Strictly, so that no name is there twice.
inline bool CanonicalReader::ascends(std::string_view name) const
{
    Level const& level = levels_[depth_ - 1];
    if (level.first)
        return true;
    std::string_view const before{level.name, level.name_size};
    if (!plain_)
        return utf16_less(unescaped(before), unescaped(name));
    bool const told_by_the_first = !before.empty() && !name.empty() && before.front() != name.front();
    return told_by_the_first ? before.front() < name.front() : before < name;
}

/// The end of the text where there is none.
inline char const* CanonicalReader::closing_quote() const
{
    if (plain_)
        return first_quote(at_, end_);
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

inline std::optional<std::string_view> CanonicalReader::quoted()
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
