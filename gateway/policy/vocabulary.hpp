// The words an agreement may use: agency kinds, lawful bases, markings, whom a missed deadline goes to. A closed list
// catches a misspelling.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::policy {

using Words = std::vector<std::string>;

/// Kinds an agency can be enrolled as.
[[nodiscard]] Words const& agency_kinds();
/// Codes for the legal ground a disclosure stands on, e.g. "E49A": Domestic Abuse Act 2021 s.49A.
[[nodiscard]] Words const& lawful_bases();
/// Government security classifications a release can carry.
[[nodiscard]] Words const& markings();
/// The steps by which a recipient acknowledges, from the weakest.
[[nodiscard]] Words const& acknowledgements();
/// Roles at the recipient, and kinds of agency, that hear of a deadline that passed.
[[nodiscard]] Words const& escalation_targets();

/// Whether a party to an agreement is one agency, by its id, and not a kind of them.
[[nodiscard]] bool is_agency_id(std::string_view party) noexcept;

[[nodiscard]] bool holds(Words const& words, std::string_view word);

}  // namespace micklegate::policy
