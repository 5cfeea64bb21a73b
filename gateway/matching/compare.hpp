// Is the person somebody asks for the person a record is about? Four answers, each with its reasons.
//
// The first row that fits decides; what no row names is none.
//
//   names                        birth date     and one of these    but not                      answer
//   agree                        agrees         number              number differs               exact
//   agree                        agrees         reference, address  number or address differs    exact
//   good                         agrees                             number differs               probable
//   good, fair or none           not different  number              number differs               probable
//   good                         not different  reference           number differs               probable
//   agree, variant               near           address             number differs               probable
//   good                         agrees                                                          possible
//   fair                         agrees                             number differs               possible
//   agree, variant               near                               number differs               possible
//   agree, variant               unknown                            number differs               possible
//   more or less                 near, unknown  address             number differs               possible
//   more or less                 any            reference                                        possible
//   forename alone, no name      not different  reference                                        possible
//   any                          any            number                                           possible
//   differ                       agrees         reference                                        possible
//   no name                      not different  address                                          possible
//
// Good: agree, variant or surname spelling. Fair: forename or both spellings, initial only, surname or forename alone,
// forename differs. More or less: good or fair, but neither forename alone nor forename differs. Near: day and month
// exchanged, one slip, or a year alone.
//
// False matches from weak data are the known harm: a missing birth date has put orders on the wrong man's record in the
// Police National Database. So a name and a birth date are never exact, nor is 1 January, which stands for a day nobody
// knows. Twins share surname, birth date and address, so a forename that is only alike stays possible whatever the
// address. Father and son share names and address, so where the birth date differs, only a number or a reference
// matches. Another reference contradicts nothing, as one person has several orders; nor does another address where a
// number agrees, as people move. Where no birth date is known, another address leaves the record possible: to miss an
// order is worse than to be sent to the court that knows.
#pragma once

#include "gateway/matching/person.hpp"
#include "gateway/matching/reason.hpp"

namespace micklegate::matching {

enum class Confidence { kNone, kPossible, kProbable, kExact };

[[nodiscard]] std::string_view to_string(Confidence confidence) noexcept;

struct Match {
    Confidence confidence = Confidence::kNone;
    Reasons why;
};

[[nodiscard]] Match compare(Asked const& asked, Person const& held);

}  // namespace micklegate::matching
