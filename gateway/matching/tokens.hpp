// Search tokens: what a record is found by without being read.
//
// A token is plain text; whoever stores it hashes it with a key, so that an index says nothing at rest. A record that
// compare() would show shares a token with the question; no token is a bare surname, which a thousand records share.
//
//   token                          survives
//   birth date                     any error in the names
//   surname's sound + year         a slip in day or month, day and month exchanged, another forename
//   surname's sound + day, month   a slip in the year
//   forename's + surname's sound   no birth date asked; either order; diminutives by their names in full
//   the same of an undated record  no birth date known
//   postcode + home                any error in the names, no birth date
//   postcode + surname's sound     the house or flat left open
//   number; reference              everything else
//
// Surnames count whole and by each part. A birth date that is a year alone gives the years an estimate may be off by.
#pragma once

#include "gateway/matching/person.hpp"

#include <set>

namespace micklegate::matching {

[[nodiscard]] std::set<std::string> tokens_of(Person const& person);

/// With the readings that only the question needs: forename and surname exchanged, day and month exchanged. Empty where
/// too little is asked to find anybody by.
[[nodiscard]] std::vector<std::string> tokens_to_ask(Asked const& asked);

}  // namespace micklegate::matching
