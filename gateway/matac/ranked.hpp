// The ranked list of a police extract: each person once, whatever references they have, the highest score first.
#pragma once

#include "gateway/matac/score.hpp"

namespace micklegate::matac {

/// One row of an extract.
struct Reported {
    std::string perpetrator_ref;
    std::string pncid;        ///< in its normal form; empty where it is not known
    std::string whereabouts;  ///< one of kWhereabouts; empty where the extract does not say
    Incident incident;
};

/// One person, and what is reported.
struct Subject {
    std::set<std::string> references;
    std::set<std::string> pncids;  ///< more than one: the reports may be about two people, and somebody must look
    std::set<std::string> flags;   ///< those of their whereabouts that are flagged
    std::vector<Incident> incidents;
    std::vector<std::size_t> rows;  ///< of `incidents`: the place of each among the reports
};

/// In order of their first reference.
[[nodiscard]] std::vector<Subject> subjects_of(std::vector<Reported> const& reports);

struct Ranked {
    std::size_t rank = 0;  ///< from 1; equal where total, victims and gravity are
    Subject subject;
    Score score;
};

/// Ties go by victims, then by gravity; what is still equal shares its rank and stands in order of reference.
[[nodiscard]] std::vector<Ranked> ranked(std::vector<Subject> subjects, Weights const& weights, Date as_of);

}  // namespace micklegate::matac
