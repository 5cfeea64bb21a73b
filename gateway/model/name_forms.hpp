// The forms of a person's full name: two spellings that share one may be the same person.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace micklegate {

/// Of the name somebody is known by: every two of its names in either order, the surname with each initial, and the
/// surname alone. Titles, case and diacritics do not count; what a hyphen, an apostrophe or a particle joins counts
/// whole and by its ends. Empty unless there are a forename and a surname.
[[nodiscard]] std::set<std::string> known_name_forms(std::string_view full_name);

/// Of a name as a message has it: every two of its names that stand near each other, or its only one. It shares a form
/// with a known name that has two of its names, so a middle name may be missing or be the one in use; with one that it
/// gives by initial and surname; and, where it is one name alone, with everybody of that surname. The same surname or
/// the same forename beside another one is nothing in common.
[[nodiscard]] std::set<std::string> written_name_forms(std::string_view full_name);

/// Of a folded word: whether it leads on to the rest of a surname, as "van", "bin" and the O of O'Neill do.
[[nodiscard]] bool is_particle(std::string_view word) noexcept;

}  // namespace micklegate
