// The words an agreement may use: agency kinds, lawful bases, markings and named deadlines. A closed list catches a
// misspelling.
#pragma once

#include <string_view>

namespace micklegate::decide {

/// Kinds an agency can be enrolled as.
[[nodiscard]] bool is_agency_kind(std::string_view word) noexcept;
/// Codes for the legal ground a disclosure stands on, e.g. "E49A": Domestic Abuse Act 2021 s.49A.
[[nodiscard]] bool is_lawful_basis(std::string_view word) noexcept;
/// Government security classifications a release can carry.
[[nodiscard]] bool is_marking(std::string_view word) noexcept;
[[nodiscard]] bool is_deadline(std::string_view word) noexcept;

}  // namespace micklegate::decide
