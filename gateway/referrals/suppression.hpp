// Which figures may be shown, so that nobody can be found in them.
//
// 1. A figure about fewer than five people is left out, nought included, because nought says something too. So is a
// part
//    whose rest is one to four people, who would be found by subtraction; a whole rest of nobody may be shown, or no
//    service could ever report 100 %. A part of a whole that is left out is left out.
// 2. Services add up to all services. While those left out of one figure can be told from the total together, they must
// be
//    at least two services and pass rule 1 as if they were one; until then the smallest figure shown is left out as
//    well, and where none is shown any more, the total.
// 3. Who gave feedback are a part of those with an exit review: if these are left out, or lack one to four of them, so
// is
//    the feedback.
#pragma once

#include "gateway/referrals/kpi.hpp"

namespace micklegate::referrals {

inline constexpr std::size_t kFewest = 5;

/// Empty where it is left out.
struct ShownFigure {
    std::optional<std::size_t> counted;
    std::optional<std::size_t> of;
};

struct ShownChange {
    std::size_t need = 0;  ///< place in kNeeds
    std::size_t people = 0;
    int tenths = 0;  ///< mean change, rounded away from nought
};

struct ShownFigures {
    std::array<ShownFigure, kMeasures.size()> measures;
    std::vector<ShownChange> needs;  ///< those that may be shown; there is no total of them to subtract from
};

struct ShownReturn {
    std::map<AgencyId, ShownFigures> services;
    std::optional<ShownFigures> all;  ///< of more than one service
};

[[nodiscard]] ShownReturn shown(std::map<AgencyId, Figures> const& figures);

}  // namespace micklegate::referrals
