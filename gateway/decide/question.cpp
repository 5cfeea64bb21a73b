#include "gateway/decide/conditions.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/json/canonical_json.hpp"

namespace micklegate::decide {
namespace {

std::string days(int count) { return std::to_string(count) + (count == 1 ? " day" : " days"); }

/// Says what each kind of condition asks, with the titles a form shows.
struct Said {
    recognise::MessageSpec const& spec;

    [[nodiscard]] std::string title(std::string const& field) const
    {
        auto const* const found = spec.field(field);
        return found == nullptr ? field : "'" + found->title + "'";
    }

    std::string operator()(policy::AgeCondition const& asks) const
    {
        std::string const years = asks.min == asks.max
                                      ? "exactly " + std::to_string(asks.min)
                                      : "from " + std::to_string(asks.min) + " to " + std::to_string(asks.max);
        return "age in completed years, from " + title(asks.birth_field) + " to " + day(asks.on_field) + ", must be " +
               years;
    }

    std::string operator()(policy::RecipientTakesAgeCondition const& asks) const
    {
        return "the recipient's register entry must include the age on " + day(asks.on_field);
    }

    [[nodiscard]] std::string day(std::string const& field) const
    {
        return field == "now" ? "the day of the decision" : title(field);
    }

    std::string operator()(policy::OneOfCondition const& asks) const
    {
        std::string values;
        for (std::size_t i = 0; i < asks.values.size(); ++i)
            values += (i == 0 ? "" : i + 1 == asks.values.size() ? " or " : ", ") + json::canonical(asks.values[i]);
        return title(asks.field) + " must be " + values;
    }

    std::string operator()(policy::ConsentCondition const& asks) const
    {
        return "consent must be recorded in " + title(asks.field);
    }

    std::string operator()(policy::PresentCondition const& asks) const { return title(asks.field) + " must be given"; }
    std::string operator()(policy::AbsentCondition const& asks) const
    {
        return title(asks.field) + " must not be given";
    }

    std::string operator()(policy::InForceCondition const& asks) const
    {
        return "the decision must fall between " + title(asks.from_field) + " and " + title(asks.until_field);
    }

    std::string operator()(policy::RecentCondition const& asks) const
    {
        return title(asks.on_field) + " must be at most " + days(asks.at_most_days) + " before the day of the decision";
    }

    std::string operator()(policy::AreaCondition const& asks) const
    {
        return title(asks.postcode_field) + " must lie in the area of local authority " + joined(asks.areas);
    }

    std::string operator()(policy::WorkingTimeCondition const&) const
    {
        return "the decision must fall into working hours";
    }
};

}  // namespace

std::string question(policy::Condition const& condition, recognise::MessageSpec const& spec)
{
    return std::visit(Said{spec}, condition.asks);
}

}  // namespace micklegate::decide
