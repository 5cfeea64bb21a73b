#include "gateway/guard/squashed.hpp"

#include "gateway/model/fold.hpp"

#include <algorithm>
#include <array>

namespace micklegate::guard {
namespace {

constexpr char kPartEnd = '\n';

/// Kinds of characters; those of a whole word are or-ed.
enum Letter : std::uint8_t { kNone = 0, kLower = 1, kUpper = 2, kDigit = 4, kBeyondAscii = 8 };

constexpr auto kLetters = [] {
    std::array<std::uint8_t, 256> letters{};
    for (std::size_t c = 0; c < letters.size(); ++c)
        letters[c] = c >= 0x80              ? kBeyondAscii
                     : c >= 'a' && c <= 'z' ? kLower
                     : c >= 'A' && c <= 'Z' ? kUpper
                     : c >= '0' && c <= '9' ? kDigit
                                            : kNone;
    return letters;
}();

std::uint8_t letter(char c) noexcept { return kLetters[static_cast<unsigned char>(c)]; }
bool digit(char c) noexcept { return letter(c) == kDigit; }
bool ends_sentence(char c) noexcept { return c == '.' || c == '!' || c == '?'; }
bool space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Letters and digits up to the next ASCII character that is neither.
struct Token {
    std::string_view written;
    unsigned letters = kNone;

    explicit Token(std::string_view rest)
    {
        std::size_t size = 0;
        for (; size < rest.size() && letter(rest[size]) != kNone; ++size)
            letters |= letter(rest[size]);
        written = rest.substr(0, size);
    }
    [[nodiscard]] bool ascii() const noexcept { return (letters & kBeyondAscii) == 0; }
    [[nodiscard]] bool has_capitals() const noexcept { return (letters & kUpper) != 0; }
    [[nodiscard]] bool shouted() const noexcept { return letters == kUpper && written.size() > 1; }
    [[nodiscard]] bool capital() const noexcept { return (letter(written.front()) & (kUpper | kBeyondAscii)) != 0; }
};

/// "14th" and "2nd" without their letters.
std::string_view without_ordinal(std::string_view word) noexcept
{
    constexpr std::size_t kSuffix = 2;
    if (word.size() <= kSuffix || word.size() > 2 * kSuffix || !digit(word.front()))
        return word;
    std::string_view const suffix = word.substr(word.size() - kSuffix);
    bool const ordinal = suffix == "th" || suffix == "st" || suffix == "nd" || suffix == "rd";
    return ordinal && digit(word[word.size() - kSuffix - 1]) ? word.substr(0, word.size() - kSuffix) : word;
}

}  // namespace

void Squashed::add(std::string_view utf8)
{
    constexpr std::size_t kUsualWord = 5;
    text_.reserve(text_.size() + utf8.size() + 1);
    words_.reserve(words_.size() + utf8.size() / kUsualWord + 1);
    Word next;
    next.gap = kPartEnd;
    next.opens = true;
    while (!utf8.empty()) {
        char const c = utf8.front();
        if (letter(c) == kNone) {
            if (!space(c))
                next.gap = c;
            next.opens = next.opens || ends_sentence(c);
            utf8.remove_prefix(1);
            continue;
        }
        Token const token{utf8};
        utf8.remove_prefix(token.written.size());
        next.capital = token.capital();
        next.shouted = token.shouted();
        if (token.ascii()) {
            put_word(token.written, token.has_capitals(), next);
            next = {};
            continue;
        }
        std::string const folded = fold(token.written);
        for (std::string_view rest = folded; !rest.empty();) {
            std::string_view const word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
            put_word(word, false, next);
            next.gap = 0;
            next.opens = false;
        }
    }
}

void Squashed::end_part() { text_ += kPartEnd; }

/// "thirty" "one" is 31, "one" "hundred" "and" "four" is 104, "double" "oh" is 00.
bool Squashed::join_number(Meaning const& meaning)
{
    if (words_.empty() || text_.back() == kPartEnd)
        return false;
    Word& before = words_.back();
    std::string_view const number = meaning.usual;
    if ((meaning.roles & kHundred) != 0 && (before.roles & kNumberWord) != 0 && text_.size() - before.begin == 1) {
        text_ += "00";
        before.roles |= kHundred;
        return true;
    }
    if ((meaning.roles & kNumberWord) == 0)
        return false;
    if ((before.roles & kTens) != 0 && number.size() == 1 && number != "0") {
        text_.back() = number.front();
        before.roles &= ~static_cast<Roles>(kTens);
        return true;
    }
    if ((before.roles & kTwice) != 0 && number.size() == 1) {
        text_.replace(before.begin, std::string::npos, 2, number.front());
        before.roles = kNumberWord;
        return true;
    }
    bool const over_and = words_.size() > 1 && word(words_.size() - 1) == "and";
    Word& hundreds = over_and ? words_[words_.size() - 2] : before;
    if ((hundreds.roles & kHundred) == 0 || (hundreds.roles & kNumberWord) == 0)
        return false;
    text_.resize(hundreds.begin + 3 - number.size());
    text_ += number;
    hundreds.roles = meaning.roles;
    if (over_and)
        words_.pop_back();
    return true;
}

void Squashed::put_word(std::string_view written, bool has_capitals, Word word)
{
    word.begin = text_.size();
    text_ += written;
    for (std::size_t i = word.begin; has_capitals && i < text_.size(); ++i)
        if (letter(text_[i]) == kUpper)
            text_[i] = static_cast<char>(text_[i] - 'A' + 'a');

    std::string_view const folded = std::string_view{text_}.substr(word.begin);
    Meaning const* const meaning = meaning_of(folded);
    if (meaning == nullptr) {
        text_.resize(word.begin + without_ordinal(folded).size());
    } else {
        text_.resize(word.begin);
        if ((meaning->roles & (kNumberWord | kHundred)) != 0 && join_number(*meaning))
            return;
        text_ += meaning->usual;
        word.roles = meaning->roles;
    }
    words_.push_back(word);
}

std::string_view Squashed::joined(std::size_t first, std::size_t last) const noexcept
{
    std::size_t const begin = first < words_.size() ? words_[first].begin : text_.size();
    std::size_t const end = last < words_.size() ? words_[last].begin : text_.size();
    return std::string_view{text_}.substr(begin, end - begin);
}

bool Squashed::initial(std::size_t i) const noexcept
{
    std::string_view const one = word(i);
    return letter(one.front()) == kLower && (one.size() == 1 || one[1] == kPartEnd);
}

bool Squashed::begins_with_digit(std::size_t i) const noexcept { return digit(text_[words_[i].begin]); }

std::string squash(std::string_view utf8) { return Squashed{utf8}.text(); }

std::string look_alike(std::string_view squashed)
{
    std::string digits{squashed};
    for (char& c : digits)
        c = look_alike(c);
    return digits;
}

}  // namespace micklegate::guard
