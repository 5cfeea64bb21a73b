// Marks of an agency's named readers: they tell whether a name may be a reader's, and only the site key's holder can
// ask.
#pragma once

#include "gateway/crypto/secret.hpp"
#include "gateway/model/agency.hpp"

namespace micklegate::crypto {

/// Keyed hashes of known_name_forms(), for one agency: a person who reads at two has no mark in common. Empty where the
/// name is not a forename and a surname. `pseudonyms` is the key of that name in SiteKeys.
[[nodiscard]] std::vector<std::string> reader_marks(Secret const& pseudonyms, AgencyId const& agency,
                                                    std::string_view full_name);

/// Whether a name, as a message has it, may be that of a named reader of the agency.
[[nodiscard]] bool may_be_reader(Secret const& pseudonyms, Agency const& agency, std::string_view full_name);

}  // namespace micklegate::crypto
