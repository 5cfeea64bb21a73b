#include "gateway/lookup/order_view.hpp"

#include "gateway/history/people.hpp"
#include "gateway/orders/heard.hpp"
#include "gateway/orders/read_change.hpp"
#include "gateway/orders/separate.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <map>

namespace micklegate::lookup {
namespace {

using boost::json::array;
using boost::json::object;

constexpr char const* kUnreadable =
    "A message about this order could not be read: ask the duty desk before you rely on this.";

std::string_view name_of(orders::Kind kind)
{
    switch (kind) {
    case orders::Kind::kNonMolestation: return "non_molestation";
    case orders::Kind::kOccupation: return "occupation";
    case orders::Kind::kUndertaking: return "undertaking";
    case orders::Kind::kOutsideEnglandAndWales: break;
    }
    return "outside_england_and_wales";
}

void put_time(object& out, std::string_view name, std::optional<Moment> const& time)
{
    if (time)
        out[name] = rfc3339(*time);
}

void put_terms(object& out, std::string_view name, orders::Terms const& terms)
{
    array list;
    for (orders::Term const& term : terms)
        list.push_back(object{{"number", term.number}, {"text", term.text}});
    if (!list.empty())
        out[name] = std::move(list);
}

void put_standing(object& out, orders::Standing const& standing)
{
    out["exists"] = standing.exists;
    out["in_force"] = standing.in_force;
    out["aware"] = standing.aware;
    out["enforceable"] = standing.enforceable;
    out["hearing_passed"] = standing.hearing_passed;
    out["why"] = array(standing.why.begin(), standing.why.end());
    if (standing.kind)
        out["order_type"] = name_of(*standing.kind);
    if (!standing.references.empty())
        out["order_ref"] = standing.references.back();
    put_time(out, "ends_at", standing.ends);
    put_time(out, "power_of_arrest_until", standing.power_of_arrest_until);
    put_terms(out, "terms", standing.terms);
    put_terms(out, "terms_not_told", standing.terms_not_told);
    if (!standing.permitted_contact.empty())
        out["permitted_contact"] = standing.permitted_contact;
}

/// What the standing says is computed for a moment, and what a message once said of the same is not told beside it.
bool is_computed(std::string_view field)
{
    constexpr std::array<std::string_view, 5> kComputed{"ends_at", "power_of_arrest_until", "terms", "terms_not_told",
                                                        "permitted_contact"};
    return std::ranges::find(kComputed, field) != kComputed.end();
}

using ByEntry = std::map<Sequence, history::Told const*>;

/// Of changes that count, and of copies that agree with them. A court's are the last, and so prevail.
std::vector<Sequence> told_in(std::vector<orders::Change> const& changes)
{
    orders::Heard const heard = orders::heard(changes);
    std::vector<std::pair<bool, Sequence>> sorted;
    for (auto const* const each : {&heard.counted, &heard.agreeing})
        for (orders::Change const& change : *each)
            sorted.emplace_back(change.by_court, change.entry);
    std::ranges::sort(sorted);
    std::vector<Sequence> entries;
    for (auto const& [by_court, entry] : sorted)
        entries.push_back(entry);
    return entries;
}

OrderView view_of(std::vector<orders::Change> const& changes, ByEntry const& told, Moment at)
{
    OrderView view;
    for (Sequence const entry : told_in(changes)) {
        history::Told const& each = *told.at(entry);
        for (auto const& field : each.fields)
            view.fields[field.key()] = field.value();
        view.subjects.insert(each.subject);
    }
    // The applicant moved: the station for the new address is the one to ask.
    if (auto const* const station = view.fields.if_contains("new_police_station"))
        view.fields["police_station"] = *station;
    view.standing = orders::standing_at(changes, at);
    return view;
}

}  // namespace

IsCourt courts_among(Agencies const& agencies)
{
    return [&agencies](std::string const& agency) {
        auto const at = agencies.find(AgencyId{agency});
        return at == agencies.end() || at->second.kind == "court";
    };
}

std::vector<OrderView> orders_in(std::vector<history::Told> const& told, Moment at, IsCourt const& is_court)
{
    ByEntry by_entry;
    std::vector<orders::Change> changes;
    bool unreadable = false;
    for (history::Told const& each : told) {
        auto change = orders::change_of(each.what, each.fields, each.entry, each.recorded);
        if (!change) {
            unreadable = true;
            continue;
        }
        change->from = each.from;
        change->by_court = is_court(each.from);
        by_entry.emplace(each.entry, &each);
        changes.push_back(*std::move(change));
    }
    std::vector<OrderView> views;
    for (std::vector<orders::Change> const& of_one : orders::separate(changes)) {
        views.push_back(view_of(of_one, by_entry, at));
        if (unreadable)
            views.back().standing.why.insert(views.back().standing.why.begin(), kUnreadable);
    }
    return views;
}

Fit fit(object const& fields, matching::Asked const& asked, policy::RegisterSpec const& spec)
{
    Fit best;
    auto const people = history::people_in(spec, fields);
    for (std::size_t i = 0; i < people.size(); ++i)
        if (auto const match = matching::compare(asked, people[i]); match.confidence > best.match.confidence)
            best = {match, spec.people[i].role};
    return best;
}

object data_of(OrderView const& order, Fit const& fit, Moment at, recognise::MessageSpec const& type)
{
    object data;
    data["confidence"] = matching::to_string(fit.match.confidence);
    array matched;
    for (matching::Reason const reason : fit.match.why.list())
        matched.emplace_back(matching::to_string(reason));
    data["matched_on"] = std::move(matched);
    data["matched_person"] = fit.role;
    data["standing_at"] = rfc3339(at);
    put_standing(data, order.standing);
    for (recognise::FieldSpec const& field : type.fields)
        if (auto const* const value = order.fields.if_contains(field.name);
            value != nullptr && !data.contains(field.name) && !is_computed(field.name))
            data[field.name] = *value;
    return data;
}

}  // namespace micklegate::lookup
