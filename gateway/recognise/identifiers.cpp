#include "gateway/recognise/identifiers.hpp"

#include "gateway/base/moment.hpp"
#include "gateway/base/uuid.hpp"
#include "gateway/recognise/case_numbers.hpp"
#include "gateway/recognise/contacts.hpp"
#include "gateway/recognise/person_numbers.hpp"
#include "gateway/recognise/police_numbers.hpp"
#include "gateway/registers/postcode.hpp"

#include <algorithm>
#include <array>

namespace micklegate::recognise {
namespace {

Fault urn(std::string_view value) { return has_shape(value, "999999") ? Fault{} : "is not six digits"; }

Fault prison_code(std::string_view value) { return has_shape(value, "AAA") ? Fault{} : "is not three capital letters"; }

Fault postcode(std::string_view value)
{
    return registers::canonical_postcode(value) ? Fault{} : "is not a UK postcode";
}

std::string normal_postcode(std::string_view value) { return registers::canonical_postcode(value).value(); }

Fault date(std::string_view value)
{
    return parse_iso_date(value) ? Fault{} : "is not a calendar date written YYYY-MM-DD";
}

Fault date_time(std::string_view value)
{
    return parse_rfc3339(value) ? Fault{} : "is not an RFC 3339 date and time with an offset";
}

Fault uuid(std::string_view value) { return is_uuid(value) ? Fault{} : "is not a lower-case UUID"; }

/// A house number or a postcode is what turns a town into an address.
Fault locality(std::string_view value)
{
    bool const has_digit = std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
    return has_digit ? Fault{"holds a number: name the town, village or kind of place, never a street address"}
                     : Fault{};
}

constexpr std::array kChecks{
    // persons and their cases
    NamedCheck{"upn", upn_fault, true},
    NamedCheck{"pncid", pncid_fault, true, normal_pncid},
    NamedCheck{"cro", cro_fault, true, normal_cro},
    NamedCheck{"nhs_number", nhs_number_fault, true, normal_nhs_number},
    NamedCheck{"prisoner_number", prisoner_number_fault, true},
    NamedCheck{"booking_number", booking_number_fault, true},
    NamedCheck{"crn", crn_fault, true},
    NamedCheck{"family_case_number", family_case_number_fault, true},
    NamedCheck{"ccd_reference", ccd_reference_fault, true, normal_ccd_reference},
    NamedCheck{"police_reference", police_reference_fault, false},
    // places, and how to reach somebody
    NamedCheck{"urn", urn, true},
    NamedCheck{"prison_code", prison_code, false},
    NamedCheck{"postcode", postcode, false, normal_postcode},
    NamedCheck{"locality", locality, false},
    NamedCheck{"phone", phone_fault, false, normal_phone},
    NamedCheck{"email", email_fault, false, normal_email},
    // times and messages
    NamedCheck{"date", date, false},
    NamedCheck{"date-time", date_time, false},
    NamedCheck{"uuid", uuid, false},
};

}  // namespace

NamedCheck const* named_check(std::string_view name) noexcept
{
    auto const* const found = std::ranges::find(kChecks, name, &NamedCheck::name);
    return found == kChecks.end() ? nullptr : found;
}

std::span<NamedCheck const> named_checks() noexcept { return kChecks; }

std::string normal_form(std::string_view check, std::string_view value)
{
    NamedCheck const* const row = named_check(check);
    bool const has_one = row != nullptr && row->normal != nullptr && !row->fault(value);
    return has_one ? row->normal(value) : std::string{value};
}

}  // namespace micklegate::recognise
