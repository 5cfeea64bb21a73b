// Daitch-Mokotoff Soundex: names that sound alike have a code in common, in whichever language they were spelled.
//
// Why this one: no C++ library of Debian 12 has a phonetic algorithm. Russell's Soundex and the Metaphones follow
// English spelling only, and keep the first letter (Shimansky is never Szymanski). Beider-Morse is the most precise,
// with some sixty files of rules for twenty languages. Daitch-Mokotoff (1985) is one chart of a hundred rows that codes
// the first letter too, and gives a name several codes where a spelling is ambiguous (c, ch, j, rz).
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace micklegate::matching {

/// Of one folded name: codes of six digits, all readings of ambiguous letters. Empty if it has no Latin letter.
[[nodiscard]] std::set<std::string> sounds_of(std::string_view folded_name);

}  // namespace micklegate::matching
