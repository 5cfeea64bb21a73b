// The people of a case: whom an order protects, and whom it binds.
#pragma once

#include "adapters/courts/ccd_fields.hpp"

#include <boost/json/array.hpp>

namespace micklegate::courts {

struct Party {
    std::string id;  ///< as statements of service name it; may be empty
    std::string forename;
    std::string surname;
    std::string born;                ///< empty where nobody knows it, whatever the field holds meanwhile
    boost::json::array other_names;  ///< former names
    std::string address;             ///< empty where it is not known
    std::string address_line;        ///< its first line
    std::string postcode;
    bool confidential = false;  ///< the address is kept from the other party (form C8, or a refuge)
};

/// The one applicant. More than one is a fault: a message to police has room for one.
[[nodiscard]] Party applicant_of(CcdFields const& case_data);
/// At least one.
[[nodiscard]] std::vector<Party> respondents_of(CcdFields const& case_data);

/// Those of the application, with their dates of birth.
[[nodiscard]] boost::json::array children_of(CcdFields const& case_data);

/// Whether a text tells where the party lives, however it is spaced or cased.
[[nodiscard]] bool tells_address(Party const& party, std::string_view text);
/// The same name, however it is spaced or cased.
[[nodiscard]] bool is_named(Party const& party, std::string_view text);

}  // namespace micklegate::courts
