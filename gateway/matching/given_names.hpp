// Forenames that are one name: diminutives, and spellings of one name in several languages.
#pragma once

#include <string_view>
#include <vector>

namespace micklegate::matching {

/// The names in full that a folded forename may stand for, itself first: "liz" is "liz" and "elizabeth". It views
/// the argument.
[[nodiscard]] std::vector<std::string_view> full_names(std::string_view folded_forename);

/// Whether two folded forenames may be one: they have a name in full in common.
[[nodiscard]] bool one_given_name(std::string_view one, std::string_view two);

}  // namespace micklegate::matching
