// Why a recipient may reject a message: a closed list, because senders' systems act on the word.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace micklegate {

struct RejectionCode {
    std::string_view code;
    std::string_view meaning;  ///< as the recipient would say it
};

inline constexpr std::array kRejectionCodes{
    RejectionCode{"not_our_subject", "We do not know this person."},
    RejectionCode{"not_on_roll", "The child is not on our roll."},
    RejectionCode{"wrong_area", "This belongs to another area."},
    RejectionCode{"duplicate", "We have had this."},
    RejectionCode{"invalid_identifier", "An identifier is wrong."},
    RejectionCode{"missing_mandatory", "We cannot act without something that is missing."},
    RejectionCode{"basis_not_accepted", "We do not accept the lawful basis given."},
    RejectionCode{"dsa_expired", "The agreement has ended."},
    RejectionCode{"consent_absent", "The consent this needs is not there."},
    RejectionCode{"age_out_of_range", "The person's age is outside what we work with."},
    RejectionCode{"referrer_not_permitted", "This sender may not refer to us."},
    RejectionCode{"conflict_of_interest", "We have a conflict of interest."},
    RejectionCode{"superseded", "A later message has replaced it."},
    RejectionCode{"expired", "It came too late to act on."},
    RejectionCode{"unsafe_to_contact", "Contact would put somebody at risk."},
    RejectionCode{"capacity_full", "We have no place for this person now."},
    RejectionCode{"declined_by_person", "The person does not want what this offers."},
};

[[nodiscard]] constexpr bool is_rejection_code(std::string_view word) noexcept
{
    return std::ranges::find(kRejectionCodes, word, &RejectionCode::code) != kRejectionCodes.end();
}

}  // namespace micklegate
