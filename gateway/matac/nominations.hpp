// Who is nominated at a moment: one person once, however many partners asked.
#pragma once

#include "gateway/matac/change.hpp"

#include <set>
#include <vector>

namespace micklegate::matac {

struct Candidate {
    std::set<AgencyId> partners;
    std::set<std::string> references;
    std::set<std::string> pncids;  ///< more than one: the partners may mean two people, and somebody must look
    std::set<std::string> flags;   ///< those of their whereabouts that are flagged
    std::size_t victims_outside =
        0;  ///< the most that one partner says police do not know: codes of two do not compare
    std::vector<MessageId> messages;
};

/// Two nominations are of one person where the PNC number is the same, or name and date of birth are; a name alone
/// merges nobody. The answer depends neither on the order in which they came nor on repeats.
[[nodiscard]] std::vector<Candidate> candidates_at(std::vector<Change> const& changes, Moment moment);

}  // namespace micklegate::matac
