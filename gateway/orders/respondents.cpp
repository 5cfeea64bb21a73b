#include "gateway/orders/respondents.hpp"

#include <algorithm>

namespace micklegate::orders {
namespace {

bool names_somebody(Change const& change) { return !change.respondent.forename.empty(); }

/// Each once, whichever copy of the order came first; one whose birth is known stands for those who may be the same.
People distinct(std::set<Respondent> const& sorted)
{
    People people;
    for (bool const born : {true, false})
        for (Respondent const& each : sorted)
            if (each.birth.empty() != born && people.alike(each).empty())
                people.add(each);
    return people;
}

}  // namespace

void People::add(Respondent const& each)
{
    by_surname_[{each.forename, each.surname}].push_back(size_);
    if (each.birth.empty())
        unborn_by_surname_[{each.forename, each.surname}].push_back(size_);
    else
        by_birth_[{each.forename, each.birth}].push_back(size_);
    ++size_;
}

std::set<std::size_t> People::alike(Respondent const& each) const
{
    std::set<std::size_t> alike;
    auto const take = [&](Index const& index, std::string const& also) {
        if (auto const found = index.find({each.forename, also}); found != index.end())
            alike.insert(found->second.begin(), found->second.end());
    };
    if (each.birth.empty()) {
        take(by_surname_, each.surname);
    } else {
        take(by_birth_, each.birth);
        take(unborn_by_surname_, each.surname);
    }
    return alike;
}

NamedByCourts::NamedByCourts(std::span<Change const> of_one_order)
{
    std::set<Respondent> named;
    for (Change const& change : of_one_order)
        if (change.sealed && change.by_court && is_act_of_court(change.what) && names_somebody(change))
            named.insert(change.respondent);
    for (Respondent const& each : named)
        people_.add(each);
}

bool NamedByCourts::is_another(Change const& change) const
{
    return people_.size() > 0 && names_somebody(change) && people_.alike(change.respondent).empty();
}

std::vector<std::vector<Change>> by_respondent(std::span<Change const> of_one_order)
{
    NamedByCourts const by_courts{of_one_order};
    std::set<Respondent> named;
    std::set<Respondent> others;
    for (Change const& change : of_one_order)
        if (change.sealed && std::holds_alternative<Made>(change.what) && names_somebody(change))
            (!change.by_court && by_courts.is_another(change) ? others : named).insert(change.respondent);
    People const respondents = distinct(named);
    People const innocent = distinct(others);
    std::vector<std::vector<Change>> lists(std::max<std::size_t>(respondents.size(), 1));
    for (Change const& change : of_one_order) {
        std::set<std::size_t> const fitting = respondents.alike(change.respondent);
        bool const nobodys = fitting.empty() && (respondents.size() > 1 || !innocent.alike(change.respondent).empty());
        if (!is_act_of_court(change.what) && (nobodys || fitting.size() > 1))
            continue;
        for (std::size_t const about : fitting)
            lists[about].push_back(change);
        if (fitting.empty())
            for (std::vector<Change>& each : lists)
                each.push_back(change);
    }
    return lists;
}

}  // namespace micklegate::orders
