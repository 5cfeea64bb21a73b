#include "gateway/recognise/contacts.hpp"

namespace micklegate::recognise {
namespace {

constexpr std::string_view kAtomSigns = "!#$%&'*+-/=?^_`{|}~";  // RFC 5322, atext

/// "+", the country and the number within it; empty where it is no telephone number.
std::string international(std::string_view value)
{
    std::string number = without(value, " -()");
    if (number.starts_with("00"))
        number.replace(0, 2, "+");
    else if (number.starts_with('0'))
        number.replace(0, 1, "+44");
    if (!number.starts_with('+') || !all_digits(std::string_view{number}.substr(1)))
        return {};
    if (number.starts_with("+440"))  // +44 (0)1632 960001
        number.erase(3, 1);
    std::size_t const digits = number.size() - 1;
    bool const british = number.starts_with("+44");
    bool const sound = british ? (digits == 11 || digits == 12) : (digits >= 7 && digits <= 15);
    return sound && number[british ? 3 : 1] != '0' ? number : std::string{};
}

constexpr bool is_letter_or_digit(char c) noexcept { return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z'); }

/// Of one part between full stops.
bool is_atom(std::string_view text) noexcept
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return is_letter_or_digit(c) || kAtomSigns.find(c) != std::string_view::npos;
    });
}

bool is_label(std::string_view text) noexcept
{
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

template <class IsPart>
bool each_part(std::string_view text, IsPart const& is_part)
{
    for (auto stop = text.find('.'); stop != std::string_view::npos; stop = text.find('.')) {
        if (!is_part(text.substr(0, stop)))
            return false;
        text.remove_prefix(stop + 1);
    }
    return is_part(text);
}

bool is_local_part(std::string_view text) noexcept { return text.size() <= 64 && each_part(text, is_atom); }

/// With a top-level domain, which is never a number (RFC 3696 section 2).
bool is_domain(std::string_view text) noexcept
{
    auto const stop = text.rfind('.');
    return stop != std::string_view::npos && !all_digits(text.substr(stop + 1)) && each_part(text, is_label);
}

}  // namespace

Fault phone_fault(std::string_view value)
{
    return international(value).empty() ? "is not a telephone number with its area or country code" : Fault{};
}

std::string normal_phone(std::string_view value) { return international(value); }

Fault email_fault(std::string_view value)
{
    auto const at = value.find('@');
    bool const sound = value.size() <= 254 && at != std::string_view::npos && is_local_part(value.substr(0, at)) &&
                       is_domain(value.substr(at + 1));
    return sound ? Fault{} : "is not an e-mail address";
}

std::string normal_email(std::string_view value)
{
    std::string lower{value};
    for (char& c : lower)
        c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

}  // namespace micklegate::recognise
