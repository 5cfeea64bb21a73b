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
//
// Whoever fills a name with made-up words makes no more rows than anybody else: each kind has its share, as constants
// of tokens.cpp, so that none crowds out another. Of a kind, the name itself comes before the other names, and what
// comes first in the record before what comes behind. Of 100,000 fictional people, none reaches any share.
#pragma once

#include "gateway/matching/person.hpp"

#include <set>
#include <string_view>

namespace micklegate::matching {

/// Whatever the names: each token is a row of the index, and one more thing to look up.
inline constexpr std::size_t kMostTokens = 500;
inline constexpr std::size_t kMostTokensToAsk = 200;

[[nodiscard]] std::set<std::string> tokens_of(Person const& person);

/// With the readings that only the question needs: forename and surname exchanged, day and month exchanged. Empty where
/// too little is asked to find anybody by.
[[nodiscard]] std::vector<std::string> tokens_to_ask(Asked const& asked);

/// Whether the token is a number, a reference or a home: what names one person, case or household, and is asked for
/// however much it leads to.
[[nodiscard]] bool names_one(std::string_view token) noexcept;

}  // namespace micklegate::matching
