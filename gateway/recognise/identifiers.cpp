#include "gateway/recognise/identifiers.hpp"

#include "gateway/base/moment.hpp"
#include "gateway/base/uuid.hpp"
#include "gateway/registers/postcode.hpp"

#include <algorithm>
#include <array>

namespace micklegate::recognise {
namespace {

using Fault = std::optional<std::string_view>;

constexpr bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), digit); }

/// Unique pupil number: a check letter, eleven digits, and a digit or, in a temporary one, a letter.
Fault upn(std::string_view value)
{
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    constexpr std::string_view kShape = "is not a letter and twelve digits";
    if (value.size() != 13 || !all_digits(value.substr(1, 11)))
        return kShape;
    std::size_t const given = kLetters.find(value.front());
    std::size_t const last =
        digit(value.back()) ? static_cast<std::size_t>(value.back() - '0') : kLetters.find(value.back());
    if (given == std::string_view::npos || last == std::string_view::npos)
        return kShape;

    std::size_t sum = last * 13;
    for (std::size_t i = 1; i < 12; ++i)
        sum += static_cast<std::size_t>(value[i] - '0') * (i + 1);
    if (sum % kLetters.size() != given)
        return "has a check letter that does not fit its digits";
    return std::nullopt;
}

Fault urn(std::string_view value) { return value.size() == 6 && all_digits(value) ? Fault{} : "is not six digits"; }

Fault postcode(std::string_view value)
{
    return registers::canonical_postcode(value) ? Fault{} : "is not a UK postcode";
}

Fault date(std::string_view value)
{
    return parse_iso_date(value) ? Fault{} : "is not a calendar date written YYYY-MM-DD";
}

Fault date_time(std::string_view value)
{
    return parse_rfc3339(value) ? Fault{} : "is not an RFC 3339 date and time with an offset";
}

/// North Yorkshire Police: force 12, two digits of the year, seven of the serial.
Fault police_reference(std::string_view value)
{
    return value.size() == 11 && value.starts_with("12") && all_digits(value) ? Fault{} : "is not 12 and nine digits";
}

Fault uuid(std::string_view value) { return is_uuid(value) ? Fault{} : "is not a lower-case UUID"; }

constexpr std::array kChecks{
    NamedCheck{"upn", upn, true},
    NamedCheck{"urn", urn, true},
    NamedCheck{"postcode", postcode, false},
    NamedCheck{"date", date, false},
    NamedCheck{"date-time", date_time, false},
    NamedCheck{"police_reference", police_reference, false},
    NamedCheck{"uuid", uuid, false},
};

}  // namespace

NamedCheck const* named_check(std::string_view name) noexcept
{
    auto const* const found =
        std::find_if(kChecks.begin(), kChecks.end(), [name](NamedCheck const& row) { return row.name == name; });
    return found == kChecks.end() ? nullptr : found;
}

}  // namespace micklegate::recognise
