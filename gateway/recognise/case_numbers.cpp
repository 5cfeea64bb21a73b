#include "gateway/recognise/case_numbers.hpp"

namespace micklegate::recognise {
namespace {

/// ISO/IEC 7812-1, annex B.
bool passes_luhn(std::string_view digits)
{
    std::size_t sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        auto const digit = static_cast<std::size_t>(digits[digits.size() - 1 - i] - '0');
        std::size_t const counted = i % 2 == 0 ? digit : 2 * digit;
        sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
}

}  // namespace

Fault police_reference_fault(std::string_view value)
{
    return has_shape(value, "12999999999") ? Fault{} : "is not 12 and nine digits";
}

Fault family_case_number_fault(std::string_view value)
{
    if (has_shape(value, "AA99A99999"))
        return std::nullopt;
    std::string zeroed{value};
    for (std::size_t i = 2; i < zeroed.size(); ++i)
        if (i != 4 && zeroed[i] == 'O')
            zeroed[i] = '0';
    return has_shape(zeroed, "AA99A99999") ? "has a letter O where a zero belongs"
                                           : "is not two capital letters, two digits, a capital letter and five digits";
}

std::string normal_ccd_reference(std::string_view value) { return without(value, " -"); }

Fault ccd_reference_fault(std::string_view value)
{
    std::string const digits = normal_ccd_reference(value);
    if (!has_shape(digits, "9999999999999999"))
        return "is not sixteen digits";
    return passes_luhn(digits) ? Fault{} : "has a check digit that does not fit the others";
}

}  // namespace micklegate::recognise
