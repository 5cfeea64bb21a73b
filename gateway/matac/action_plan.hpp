// A case's plan at a moment: its actions with owner and due, what is overdue, and the scores it began and ended with.
#pragma once

#include "gateway/matac/change.hpp"

#include <map>
#include <vector>

namespace micklegate::matac {

struct Action {
    std::string reference;
    AgencyId owner;
    std::string kind;
    std::string tactic;
    Date due{};  ///< as the coordinator set it; its owner cannot move it
    std::string progress = "not_started";
    std::optional<Date> done_on;
    std::optional<Date> more_time_until;  ///< asked for by its owner; the coordinator grants it with a newer plan
    int days_overdue = 0;                 ///< 0 while there is nothing to chase
};

struct Plan {
    std::vector<Action> actions;      ///< the longest overdue first, then by due
    std::optional<Profiled> adopted;  ///< the first score that members were told
    std::optional<Exited> exit;       ///< from its day on nothing is chased
};

/// From the changes that were known at that moment, in whatever order and however often they came. An update counts
/// only of the agency that the newest plan of its action went to.
[[nodiscard]] Plan plan_at(std::vector<Change> const& changes, std::string_view case_ref, Moment moment);

}  // namespace micklegate::matac
