#include "gateway/minimise/squashed.hpp"

#include "gateway/model/fold.hpp"

#include <algorithm>

namespace micklegate::minimise {
namespace {

constexpr char kPartEnd = '\n';

bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool beyond_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }
bool part_of_word(char c) noexcept { return upper(c) || lower(c) || digit(c) || beyond_ascii(c); }
bool ends_sentence(char c) noexcept { return c == '.' || c == '!' || c == '?'; }

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
    text_.reserve(text_.size() + utf8.size() + 1);
    std::string folded;
    Word next;
    next.gap = kPartEnd;
    next.opens = true;
    for (std::size_t at = 0; at < utf8.size();) {
        char const c = utf8[at];
        if (!part_of_word(c)) {
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                next.gap = c;
                next.opens = next.opens || ends_sentence(c);
            }
            ++at;
            continue;
        }
        folded.clear();
        bool ascii = true;
        bool shouted = true;
        std::size_t end = at;
        for (; end < utf8.size() && part_of_word(utf8[end]); ++end) {
            char const letter = utf8[end];
            ascii = ascii && !beyond_ascii(letter);
            shouted = shouted && upper(letter);
            folded += upper(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
        }
        next.capital = upper(c) || beyond_ascii(c);
        next.shouted = shouted && end - at > 1;
        if (ascii) {
            put(folded, next);
            next = {};
        } else {
            std::string const several = fold(utf8.substr(at, end - at));
            for (std::string_view rest = several; !rest.empty();) {
                std::string_view const one = rest.substr(0, rest.find(' '));
                rest.remove_prefix(std::min(one.size() + 1, rest.size()));
                put(one, next);
                next.gap = 0;
                next.opens = false;
            }
        }
        at = end;
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

void Squashed::put(std::string_view folded, Word word)
{
    std::string_view usual = without_ordinal(folded);
    if (Meaning const* const meaning = meaning_of(folded)) {
        if ((meaning->roles & (kNumberWord | kHundred)) != 0 && join_number(*meaning))
            return;
        usual = meaning->usual;
        word.roles = meaning->roles;
    }
    word.begin = text_.size();
    words_.push_back(word);
    text_ += usual;
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
    return lower(one.front()) && (one.size() == 1 || one[1] == kPartEnd);
}

bool Squashed::begins_with_digit(std::size_t i) const noexcept { return digit(text_[words_[i].begin]); }

std::string squash(std::string_view utf8) { return Squashed{utf8}.text(); }

std::string look_alike(std::string_view squashed)
{
    std::string digits{squashed};
    for (char& c : digits)
        c = c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    return digits;
}

}  // namespace micklegate::minimise
