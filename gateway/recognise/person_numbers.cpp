#include "gateway/recognise/person_numbers.hpp"

namespace micklegate::recognise {

Fault upn_fault(std::string_view value)
{
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    constexpr std::string_view kShape = "is not a letter and twelve digits";
    if (value.size() != 13 || !all_digits(value.substr(1, 11)))
        return kShape;
    std::size_t const given = kLetters.find(value.front());
    std::size_t const last =
        is_digit(value.back()) ? static_cast<std::size_t>(value.back() - '0') : kLetters.find(value.back());
    if (given == std::string_view::npos || last == std::string_view::npos)
        return kShape;

    std::size_t sum = last * 13;
    for (std::size_t i = 1; i < 12; ++i)
        sum += static_cast<std::size_t>(value[i] - '0') * (i + 1);
    if (sum % kLetters.size() != given)
        return "has a check letter that does not fit its digits";
    return std::nullopt;
}

std::string normal_nhs_number(std::string_view value) { return without(value, " -"); }

/// NHS Data Dictionary: weights 10 to 2, modulus 11. A number of ten equal digits passes that and is nobody's.
Fault nhs_number_fault(std::string_view value)
{
    std::string const digits = normal_nhs_number(value);
    if (!has_shape(digits, "9999999999"))
        return "is not ten digits";
    std::size_t sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        sum += static_cast<std::size_t>(digits[i] - '0') * (i == 9 ? 1 : 10 - i);
    if (sum % 11 != 0 || digits.find_first_not_of(digits.front()) == std::string::npos)
        return "has a check digit that does not fit the others";
    return std::nullopt;
}

Fault prisoner_number_fault(std::string_view value)
{
    return has_shape(value, "A9999AA") ? Fault{} : "is not a capital letter, four digits and two capital letters";
}

Fault booking_number_fault(std::string_view value)
{
    return has_shape(value, "99999A") ? Fault{} : "is not five digits and a capital letter";
}

Fault crn_fault(std::string_view value)
{
    return has_shape(value, "A999999") ? Fault{} : "is not a capital letter and six digits";
}

}  // namespace micklegate::recognise
