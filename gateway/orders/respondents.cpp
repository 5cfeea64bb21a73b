#include "gateway/orders/respondents.hpp"

#include <algorithm>
#include <set>

namespace micklegate::orders {
namespace {

/// Names alone may be a father's and a son's; a surname may have changed.
bool is_same(Respondent const& a, Respondent const& b)
{
    bool const both_born = !a.birth.empty() && !b.birth.empty();
    return a.forename == b.forename && (both_born ? a.birth == b.birth : a.surname == b.surname);
}

/// Each once, whichever copy of the order came first; one whose birth is known stands for those who may be the same.
std::vector<Respondent> named(std::span<Change const> changes)
{
    std::set<Respondent> sorted;
    for (Change const& change : changes)
        if (std::holds_alternative<Made>(change.what) && !change.respondent.forename.empty())
            sorted.insert(change.respondent);
    std::vector<Respondent> distinct;
    for (bool const born : {true, false})
        for (Respondent const& each : sorted)
            if (each.birth.empty() != born &&
                std::ranges::none_of(distinct, [&](Respondent const& other) { return is_same(each, other); }))
                distinct.push_back(each);
    return distinct;
}

}  // namespace

std::vector<std::vector<Change>> by_respondent(std::span<Change const> of_one_order)
{
    std::vector<Respondent> const respondents = named(of_one_order);
    if (respondents.size() < 2)
        return {{of_one_order.begin(), of_one_order.end()}};
    std::vector<std::vector<Change>> lists(respondents.size());
    for (Change const& change : of_one_order) {
        auto const is_about = [&](Respondent const& each) { return is_same(each, change.respondent); };
        auto const fitting = std::ranges::count_if(respondents, is_about);
        bool const counts = is_act_of_court(change.what) || fitting == 1;
        for (std::size_t i = 0; i < respondents.size(); ++i)
            if (counts && (fitting == 0 || is_about(respondents[i])))
                lists[i].push_back(change);
    }
    return lists;
}

}  // namespace micklegate::orders
