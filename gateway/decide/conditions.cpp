#include "gateway/decide/conditions.hpp"

#include "gateway/decide/field_times.hpp"
#include "gateway/recognise/check_values.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

using boost::json::object;

/// Asks each kind of condition of one message.
struct Asked {
    Look const& look;

    [[nodiscard]] object const& data() const { return look.message.event.data; }

    bool operator()(policy::AgeCondition const& asks) const
    {
        auto const age = age_at(asks.birth_field, asks.on_field);
        return age && asks.min <= *age && *age <= asks.max;
    }

    bool operator()(policy::RecipientTakesAgeCondition const& asks) const
    {
        auto const age = age_at(asks.birth_field, asks.on_field);
        auto const& low = look.message.recipient_age_low;
        auto const& high = look.message.recipient_age_high;
        return age && low && high && *low <= *age && *age <= *high;
    }

    bool operator()(policy::OneOfCondition const& asks) const
    {
        auto const* const value = data().if_contains(asks.field);
        return value != nullptr && std::find(asks.values.begin(), asks.values.end(), *value) != asks.values.end();
    }

    bool operator()(policy::ConsentCondition const& asks) const
    {
        auto const* const value = data().if_contains(asks.field);
        return value != nullptr && value->is_bool() && value->get_bool();
    }

    bool operator()(policy::PresentCondition const& asks) const { return data().contains(asks.field); }
    bool operator()(policy::AbsentCondition const& asks) const { return !data().contains(asks.field); }

    bool operator()(policy::InForceCondition const& asks) const
    {
        auto const from = beginning_of(data(), asks.from_field);
        auto const until = end_of(data(), asks.until_field);
        return from && *from <= look.now && (until ? look.now <= *until : !data().contains(asks.until_field));
    }

    bool operator()(policy::RecentCondition const& asks) const
    {
        auto const on = recognise::date_of(data(), asks.on_field);
        return on && std::chrono::sys_days{london_date(look.now)} - std::chrono::sys_days{*on} <=
                         std::chrono::days{asks.at_most_days};
    }

    bool operator()(policy::AreaCondition const& asks) const
    {
        if (look.message.areas == nullptr)
            return false;
        auto const area = look.message.areas->authority_of(recognise::text_of(data(), asks.postcode_field));
        return area && asks.areas.contains(*area);
    }

    bool operator()(policy::WorkingTimeCondition const&) const
    {
        return policy::is_working_time(look.calendar, look.now);
    }

    [[nodiscard]] std::optional<int> age_at(std::string const& birth_field, std::string const& on_field) const
    {
        auto const birth = recognise::date_of(data(), birth_field);
        auto const on = on_field == "now" ? std::optional{london_date(look.now)} : recognise::date_of(data(), on_field);
        return birth && on ? std::optional{age_in_years(*birth, *on)} : std::nullopt;
    }
};

}  // namespace

std::vector<Finding> findings(policy::Rule const& rule, Look const& look)
{
    std::vector<Finding> found;
    found.reserve(rule.conditions.size());
    for (policy::Condition const& condition : rule.conditions)
        found.push_back({&condition, std::visit(Asked{look}, condition.asks)});
    return found;
}

bool conditions_hold(policy::Rule const& rule, Look const& look)
{
    return std::all_of(rule.conditions.begin(), rule.conditions.end(),
                       [&](policy::Condition const& condition) { return std::visit(Asked{look}, condition.asks); });
}

}  // namespace micklegate::decide
