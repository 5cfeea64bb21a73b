#include "gateway/minimise/needles.hpp"

#include "gateway/minimise/squash.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>
#include <array>

namespace micklegate::minimise {
namespace {

using Words = std::vector<std::string_view>;
using Reach = Needle::Reach;

constexpr std::size_t kFewestDigits = 6;
constexpr std::size_t kShortestPostcode = 5;
constexpr std::size_t kLongestPostcode = 7;
constexpr std::size_t kInwardCode = 3;
constexpr std::size_t kShortestPlace = 3;

/// A county or country holds too many homes to point at one, and stands in names such as "North Yorkshire Police".
constexpr std::array<std::string_view, 9> kWidePlaces{"england",        "unitedkingdom", "yorkshire",
                                                      "northyorkshire", "eastyorkshire", "westyorkshire",
                                                      "southyorkshire", "countydurham",  "eastridingofyorkshire"};

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool letter(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool has_digit(std::string_view text) noexcept { return std::any_of(text.begin(), text.end(), digit); }

std::string digits_of(std::string_view text)
{
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), digit);
    return digits;
}

/// Digits without trunk zeros or the country code: the part that all spellings of a British number share.
std::string national_number(std::string_view phone)
{
    constexpr std::string_view kCountryCode = "44";
    constexpr std::size_t kNationalLength = 10;
    std::string number = digits_of(phone);
    number.erase(0, number.find_first_not_of('0'));
    if (number.starts_with(kCountryCode) && number.size() >= kCountryCode.size() + kNationalLength - 1)
        number.erase(0, kCountryCode.size());
    number.erase(0, number.find_first_not_of('0'));
    return number;
}

bool is_postcode(std::string_view squashed) noexcept
{
    if (squashed.size() < kShortestPostcode || squashed.size() > kLongestPostcode)
        return false;
    std::string_view const inward = squashed.substr(squashed.size() - kInwardCode);
    std::string_view const outward = squashed.substr(0, squashed.size() - kInwardCode);
    return letter(outward.front()) && has_digit(outward) && digit(inward[0]) && letter(inward[1]) && letter(inward[2]);
}

void add(std::vector<Needle>& needles, Reach reach, std::string squashed)
{
    if (!squashed.empty())
        needles.push_back({reach, std::move(squashed)});
}

void add_place(std::vector<Needle>& needles, Words const& words)
{
    std::string squashed = squash(words);
    bool const wide = std::find(kWidePlaces.begin(), kWidePlaces.end(), squashed) != kWidePlaces.end();
    if (squashed.size() >= kShortestPlace && !wide && !has_digit(squashed))
        add(needles, Reach::kNarrative, std::move(squashed));
}

/// Takes the postcodes, written in one word or two, out of `words`.
void take_postcodes(Words& words, std::vector<Needle>& needles)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t const count : {std::size_t{1}, std::size_t{2}}) {
            if (i + count > words.size())
                break;
            auto const first = words.begin() + static_cast<std::ptrdiff_t>(i);
            auto const last = first + static_cast<std::ptrdiff_t>(count);
            if (std::string joined = squash({first, last}); is_postcode(joined)) {
                add(needles, Reach::kAll, std::move(joined));
                words.erase(first, last);
                --i;
                break;
            }
        }
    }
}

/// One comma-separated part: number and street give a home away by themselves, a street or town only in narrative.
void add_address_part(std::vector<Needle>& needles, Words words)
{
    take_postcodes(words, needles);
    auto const number =
        std::find_if(words.begin(), words.end(), [](std::string_view word) { return digit(word.front()); });
    if (words.end() - number < 2) {
        if (number == words.end())
            add_place(needles, words);
        return;
    }
    auto const street = number + 1;
    auto const type = std::find_if(street + 1, words.end(), is_street_type);
    auto const end = type == words.end() ? type : type + 1;
    add(needles, Reach::kAll, squash({number, end}));
    add_place(needles, {street, end});
    add_place(needles, {end, words.end()});
}

std::vector<Needle> address_needles(std::string_view value)
{
    std::vector<Needle> needles;
    std::string const folded = fold(value);
    Words const whole = usual_words(folded);
    if (whole.size() > 2)
        add(needles, Reach::kAll, squash(whole));
    while (!value.empty()) {
        std::size_t const end = value.find_first_of(",;\n");
        std::string const part = fold(value.substr(0, end));
        add_address_part(needles, usual_words(part));
        value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
    }
    return needles;
}

std::vector<Needle> phone_needles(std::string_view value)
{
    std::vector<Needle> needles;
    std::string number = national_number(value);
    if (number.size() >= kFewestDigits)
        add(needles, Reach::kDigits, std::move(number));
    return needles;
}

std::vector<Needle> whole_needle(std::string_view value)
{
    std::vector<Needle> needles;
    std::string const folded = fold(value);
    add(needles, Reach::kAll, squash(usual_words(folded)));
    return needles;
}

/// A number or code as it stands, and a date also with the day first.
std::vector<Needle> code_needles(Words words)
{
    std::vector<Needle> needles;
    std::string forwards = squash(words);
    if (forwards.size() < kFewestDigits)
        return needles;
    add(needles, Reach::kAll, std::move(forwards));
    std::reverse(words.begin(), words.end());
    if (words.size() > 1)
        add(needles, Reach::kAll, squash(words));
    return needles;
}

/// A full name in either order; a single name is shared by too many people, officers and children among them.
std::vector<Needle> name_needles(std::string_view value)
{
    std::string const folded = fold(value);
    Words const words = usual_words(folded);
    if (has_digit(folded))
        return code_needles(words);
    std::vector<Needle> needles;
    if (words.size() < 2)
        return needles;
    add(needles, Reach::kAll, squash(words));
    for (auto surname = words.begin() + 1; surname != words.end(); ++surname)
        add(needles, Reach::kAll, squash({surname, words.end()}) + squash({words.begin(), surname}));
    if (words.size() > 2)
        add(needles, Reach::kAll, squash({words.front(), words.back()}));
    return needles;
}

}  // namespace

std::vector<Needle> needles_of(std::string_view field_class, std::string_view value)
{
    if (field_class.starts_with("address_"))
        return address_needles(value);
    if (field_class.starts_with("contact_"))
        return value.find('@') == std::string_view::npos ? phone_needles(value) : whole_needle(value);
    if (field_class == "custody_location")
        return whole_needle(value);
    if (field_class == "identity" || field_class == "criminal_allegation" || field_class == "third_party" ||
        field_class == "child_school")
        return name_needles(value);
    return {};
}

}  // namespace micklegate::minimise
