#include "adapters/courts/parties.hpp"

#include <algorithm>

namespace micklegate::courts {
namespace {

/// What remains when spaces, punctuation and case do not count; letters outside ASCII stay as they are.
std::string squashed(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        bool const ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (ascii_letter)
            out += static_cast<char>(c | 0x20);
        else if ((c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

void read_address(Party& party, CcdFields const& address)
{
    party.address = address_text(address);
    party.address_line = address.text_if("AddressLine1");
    party.postcode = address.text_if("PostCode");
}

Party party_of(std::string id, CcdFields const& fields)
{
    Party party;
    party.id = id.empty() ? fields.text_if("partyId") : std::move(id);
    party.forename = fields.text("firstName");
    party.surname = fields.text("lastName");
    if (std::string former = fields.text_if("previousName"); !former.empty())
        party.other_names.emplace_back(std::move(former));
    if (!fields.no("isDateOfBirthKnown") && !fields.has("isDateOfBirthUnknown"))
        party.born = fields.text_if("dateOfBirth");
    if (!fields.no("isCurrentAddressKnown") && !fields.has("isAddressUnknown"))
        read_address(party, fields.inside("address"));
    party.confidential = fields.yes("isAddressConfidential") || fields.yes("liveInRefuge");
    return party;
}

/// Applications under Part 4 of the Family Law Act keep one party apart; others keep all in a collection.
std::vector<Party> parties_of(CcdFields const& case_data, std::string_view one, std::string_view all)
{
    if (case_data.has(one))
        return {party_of({}, case_data.inside(one))};
    std::vector<Party> parties;
    for (CcdElement const& element : case_data.collection(all))
        parties.push_back(party_of(element.id, element.value));
    if (parties.empty())
        case_data.fail(one, "is missing");
    return parties;
}

}  // namespace

Party applicant_of(CcdFields const& case_data)
{
    std::vector<Party> parties = parties_of(case_data, "applicantsFL401", "applicants");
    if (parties.empty())
        return {};
    if (parties.size() > 1)
        case_data.fail("applicants", "names several people, and a message to police has room for one");
    Party& applicant = parties.front();
    // Where the address is confidential the case system takes it out of the party and keeps it here.
    for (CcdElement const& kept : case_data.collection("applicantsConfidentialDetails"))
        if (applicant.address.empty() && kept.value.has("address")) {
            read_address(applicant, kept.value.inside("address"));
            applicant.confidential = true;
        }
    return std::move(applicant);
}

std::vector<Party> respondents_of(CcdFields const& case_data)
{
    return parties_of(case_data, "respondentsFL401", "respondents");
}

boost::json::array children_of(CcdFields const& case_data)
{
    boost::json::array children;
    for (CcdElement const& child : case_data.collection("applicantChildDetails")) {
        boost::json::object entry{{"name", child.value.text("fullName")}};
        if (std::string born = child.value.text_if("dateOfBirth"); !born.empty())
            entry["birth_date"] = std::move(born);
        children.push_back(std::move(entry));
    }
    return children;
}

bool tells_address(Party const& party, std::string_view text)
{
    std::string const line = squashed(party.address_line);
    std::string const postcode = squashed(party.postcode);
    std::string const in = squashed(text);
    // Not "Flat 1", which is anybody's.
    constexpr std::size_t kTelling = 8;
    bool const has_line = line.size() >= kTelling && in.find(line) != std::string::npos;
    bool const has_postcode = !postcode.empty() && in.find(postcode) != std::string::npos;
    return has_line || has_postcode;
}

bool is_named(Party const& party, std::string_view text)
{
    return squashed(party.forename + party.surname) == squashed(text);
}

}  // namespace micklegate::courts
