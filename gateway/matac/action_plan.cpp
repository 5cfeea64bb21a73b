#include "gateway/matac/action_plan.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::matac {
namespace {

/// Known at the moment, of the case, in the order of the gateway.
template <class What>
std::vector<Change const*> known(std::vector<Change> const& changes, std::string_view case_ref, Moment moment)
{
    std::vector<Change const*> found;
    for (Change const& change : changes)
        if (auto const* const what = std::get_if<What>(&change.what);
            what != nullptr && what->case_ref == case_ref && change.at <= moment)
            found.push_back(&change);
    std::ranges::sort(found, {}, [](Change const* each) { return std::tie(each->at, each->message); });
    return found;
}

template <class What>
What const& what(Change const* change)
{
    return std::get<What>(change->what);
}

Action planned(Change const* change)
{
    auto const& plan = what<ActionPlanned>(change);
    Action action;
    action.reference = plan.action_ref;
    action.owner = change->to;
    action.kind = plan.kind;
    action.tactic = plan.tactic;
    action.due = plan.due;
    return action;
}

void update(Action& action, ActionUpdated const& update)
{
    action.progress = update.progress;
    action.done_on = update.done_on;
    action.more_time_until = update.more_time_until;
}

bool is_open(Action const& action) { return action.progress != "done" && action.progress != "not_possible"; }

int days_after(Date due, Date today)
{
    auto const days = std::chrono::sys_days{today} - std::chrono::sys_days{due};
    return static_cast<int>(std::max(days.count(), decltype(days.count()){0}));
}

/// By the owner's own time: updates may overtake each other on the way.
std::vector<Change const*> in_owners_order(std::vector<Change const*> updates)
{
    std::ranges::sort(updates, {}, [](Change const* each) {
        return std::tie(what<ActionUpdated>(each).at, each->at, each->message);
    });
    return updates;
}

}  // namespace

Plan plan_at(std::vector<Change> const& changes, std::string_view case_ref, Moment moment)
{
    std::map<std::string, Action> actions;
    for (Change const* const change : known<ActionPlanned>(changes, case_ref, moment))
        actions[what<ActionPlanned>(change).action_ref] = planned(change);
    for (Change const* const change : in_owners_order(known<ActionUpdated>(changes, case_ref, moment))) {
        auto const action = actions.find(what<ActionUpdated>(change).action_ref);
        if (action != actions.end() && action->second.owner == change->from)
            update(action->second, what<ActionUpdated>(change));
    }

    Plan plan;
    Date const today = london_date(moment);
    if (auto const profiles = known<Profiled>(changes, case_ref, moment); !profiles.empty())
        plan.adopted = what<Profiled>(profiles.front());
    if (auto const exits = known<Exited>(changes, case_ref, moment); !exits.empty())
        plan.exit = what<Exited>(exits.back());
    bool const over = plan.exit && plan.exit->on <= today;
    for (auto& [reference, action] : actions) {
        if (is_open(action) && !over)
            action.days_overdue = days_after(action.due, today);
        plan.actions.push_back(std::move(action));
    }
    std::ranges::stable_sort(plan.actions, {}, [](Action const& each) {
        return std::tuple{-each.days_overdue, each.due};
    });
    return plan;
}

}  // namespace micklegate::matac
