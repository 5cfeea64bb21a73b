#include "gateway/recognise/police_numbers.hpp"

namespace micklegate::recognise {
namespace {

constexpr std::string_view kWrongLetter = "has a check letter that does not fit its digits";

/// A year of two digits, a serial, and the letter that follows from both.
struct Numbered {
    std::string_view year;
    std::string serial;
    char letter = '\0';
};

bool letter_fits(Numbered const& number)
{
    constexpr std::string_view kLetters = "ZABCDEFGHJKLMNPQRTUVWXY";
    std::size_t rest = 0;
    for (std::string_view const part : {number.year, std::string_view{number.serial}})
        for (char const c : part)
            rest = (rest * 10 + static_cast<std::size_t>(c - '0')) % kLetters.size();
    return kLetters[rest] == number.letter;
}

std::string padded(std::string_view serial, std::size_t digits)
{
    return std::string(digits - serial.size(), '0') + std::string{serial};
}

bool is_serial(std::string_view text, std::size_t most) noexcept
{
    return !text.empty() && text.size() <= most && all_digits(text);
}

bool is_long_year(std::string_view text) noexcept
{
    return has_shape(text, "9999") && (text.starts_with("19") || text.starts_with("20"));
}

/// How long the year is. Without a slash only the whole length tells: at least five digits of the serial follow a long
/// one.
std::size_t year_digits(std::string_view value) noexcept
{
    auto const slash = value.find('/');
    if (slash != std::string_view::npos)
        return slash;
    return value.size() >= 10 && is_long_year(value.substr(0, 4)) ? 4 : 2;
}

std::optional<Numbered> read_pncid(std::string_view value)
{
    std::size_t const year = year_digits(value);
    if ((year != 2 && year != 4) || value.size() < year + 2 || !is_capital(value.back()))
        return std::nullopt;
    std::string_view const written = value.substr(0, year);
    std::size_t const begin = year + (value[year] == '/' ? 1U : 0U);
    std::string_view const serial = value.substr(begin, value.size() - 1 - begin);
    if (!(is_long_year(written) || has_shape(written, "99")) || !is_serial(serial, 7))
        return std::nullopt;
    return Numbered{written.substr(year - 2), padded(serial, 7), value.back()};
}

/// Only fingerprint files count with leading zeros.
std::optional<Numbered> read_cro(std::string_view value)
{
    auto const slash = value.find('/');
    if (slash == std::string_view::npos || !is_capital(value.back()))
        return std::nullopt;
    std::string_view const before = value.substr(0, slash);
    std::string_view const after = value.substr(slash + 1, value.size() - slash - 2);
    if (has_shape(before, "SF99") && is_serial(after, 6))
        return Numbered{before.substr(2), std::string{after}, value.back()};
    if (is_serial(before, 6) && has_shape(after, "99"))
        return Numbered{after, padded(before, 6), value.back()};
    return std::nullopt;
}

}  // namespace

Fault pncid_fault(std::string_view value)
{
    auto const number = read_pncid(value);
    if (!number)
        return "is not a year, up to seven digits and a letter";
    return letter_fits(*number) ? Fault{} : kWrongLetter;
}

std::string normal_pncid(std::string_view value)
{
    auto const number = read_pncid(value);
    return number ? std::string{number->year} + '/' + number->serial + number->letter : std::string{value};
}

Fault cro_fault(std::string_view value)
{
    auto const number = read_cro(value);
    if (!number)
        return "is neither up to six digits, a slash, a year and a letter, nor SF, a year, a slash, digits and a "
               "letter";
    return letter_fits(*number) ? Fault{} : kWrongLetter;
}

std::string normal_cro(std::string_view value)
{
    auto const number = read_cro(value);
    if (!number || value.starts_with("SF"))
        return std::string{value};
    return number->serial + '/' + std::string{number->year} + number->letter;
}

}  // namespace micklegate::recognise
