#include "gateway/guard/value_needles.hpp"

#include <algorithm>
#include <array>

namespace micklegate::guard {
namespace {

constexpr std::size_t kFewestDigits = 6;
constexpr std::size_t kNationalLength = 10;

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Digits without trunk zeros or the country code: the part that all spellings of a British number share.
std::string national_number(std::string_view phone)
{
    constexpr std::string_view kCountryCode = "44";
    std::string number;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(number), digit);
    number.erase(0, number.find_first_not_of('0'));
    if (number.starts_with(kCountryCode) && number.size() >= kCountryCode.size() + kNationalLength - 1)
        number.erase(0, kCountryCode.size());
    number.erase(0, number.find_first_not_of('0'));
    return number;
}

/// What a neighbour dials: the part of a landline's number behind its area code, or empty (Ofcom numbering plan: 02x
/// and 011x and 01x1 have short area codes, the others four digits).
std::string local_number(std::string const& national)
{
    if (national.size() != kNationalLength || (national.front() != '1' && national.front() != '2'))
        return {};
    if (national.front() == '2')
        return national.substr(2);
    bool const short_code = national[1] == '1' || national[2] == '1';
    return national.substr(short_code ? 3 : 4);
}

/// Whether such digits stand in every report: 20261122, 22112026, 221126.
bool reads_as_date(std::string_view digits)
{
    auto const two = [digits](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
    auto const century = [&](std::size_t at) { return two(at) == 19 || two(at) == 20; };
    auto const is_day = [&](std::size_t day, std::size_t month) {
        return two(day) >= 1 && two(day) <= 31 && two(month) >= 1 && two(month) <= 12;
    };
    if (digits.size() == 8)
        return (century(0) && is_day(6, 4)) || (century(4) && is_day(0, 2));
    return digits.size() == 6 && is_day(0, 2);
}

/// A number without its area code counts as a whole only: its few digits are part of many others.
void add_phone(std::vector<Needle>& needles, std::string_view phone)
{
    std::string number = national_number(phone);
    bool const whole = number.size() + 1 >= kNationalLength;
    std::string local = whole ? local_number(number) : number;
    if (local.size() >= kFewestDigits && !reads_as_date(local))
        add_needle(needles, Reach::kCode, std::move(local));
    if (whole)
        add_needle(needles, Reach::kDigits, std::move(number));
}

/// "dot" for each dot, and so on.
std::string spelled(std::string_view address)
{
    constexpr std::array<std::pair<char, std::string_view>, 4> kWords{
        {{'.', " dot "}, {'_', " underscore "}, {'-', " dash "}, {'+', " plus "}}};
    std::string text;
    for (char const c : address) {
        auto const* const word =
            std::find_if(kWords.begin(), kWords.end(), [c](auto const& pair) { return pair.first == c; });
        if (word == kWords.end())
            text += c;
        else
            text += word->second;
    }
    return text;
}

/// Whether the last label can be a top-level domain: two letters of a country, or one of the usual others.
bool ends_in_top_level(std::string_view domain)
{
    constexpr std::array<std::string_view, 12> kOthers{"com",  "org",   "net",    "edu",     "gov",  "info",
                                                       "scot", "wales", "london", "example", "test", "invalid"};
    std::size_t const dot = domain.rfind('.');
    if (dot == std::string_view::npos)
        return false;
    Squashed const label{domain.substr(dot + 1)};
    if (label.size() != 1 || label.is(0, kEveryday))
        return false;
    return label.text().size() == 2 || std::find(kOthers.begin(), kOthers.end(), label.text()) != kOthers.end();
}

/// Punctuation or its words on either side of "@" or "at". Where spaces are nothing, "t@he" would be every "the", and
/// "at@the.door" every "at the door".
void add_email(std::vector<Needle>& needles, std::string_view address)
{
    constexpr std::size_t kShortestLocal = 2;
    constexpr std::size_t kShortestEmail = 8;
    std::size_t const sign = address.find('@');
    std::string const local{address.substr(0, sign)};
    std::string const domain{address.substr(sign + 1)};
    if (squash(local).size() < kShortestLocal || !ends_in_top_level(domain) || squash(address).size() < kShortestEmail)
        return;
    for (std::string const& before : {local, spelled(local)})
        for (std::string_view const at : {" ", " at "})
            for (std::string const& behind : {domain, spelled(domain)})
                add_needle(needles, Reach::kWords, squash(before + std::string{at} + behind));
}

}  // namespace

std::vector<Needle> contact_needles(std::string_view value)
{
    std::vector<Needle> needles;
    each_part(value, ",;/|\n", [&](std::string_view part) {
        for (std::size_t either = part.find(" or "); either != std::string_view::npos; either = part.find(" or ")) {
            add_phone(needles, part.substr(0, either));
            part.remove_prefix(either + 4);
        }
        if (part.find('@') == std::string_view::npos)
            add_phone(needles, part);
        else
            add_email(needles, part);
    });
    return needles;
}

}  // namespace micklegate::guard
