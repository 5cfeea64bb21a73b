#include "gateway/policy/invariants.hpp"

namespace micklegate::policy {
namespace {

struct DecidingField {
    std::string operator()(AgeCondition const& age) const { return age.birth_field; }
    std::string operator()(RecipientTakesAgeCondition const& age) const { return age.birth_field; }
    std::string operator()(InForceCondition const& period) const { return period.from_field; }
    std::string operator()(RecentCondition const& recent) const { return recent.on_field; }
    std::string operator()(AreaCondition const& area) const { return area.postcode_field; }
    std::string operator()(WorkingTimeCondition const&) const { return {}; }
    template <class OnOneField>
    std::string operator()(OnOneField const& condition) const
    {
        return condition.field;
    }
};

}  // namespace

Words const& condition_words()
{
    static Words const words{
        "age",  "recipient_takes_age", "one_of", "consent", "present", "absent", "in_force", "recent",
        "area", "working_time"};
    static_assert(std::variant_size_v<decltype(Condition::asks)> == 10, "each kind of condition needs its word here");
    return words;
}

bool meets(Condition const& condition, Requires const& needed)
{
    if (condition_words().at(condition.asks.index()) != needed.condition)
        return false;
    if (!needed.fields.empty() && !needed.fields.contains(std::visit(DecidingField{}, condition.asks)))
        return false;
    auto const* const age = std::get_if<AgeCondition>(&condition.asks);
    return age == nullptr || (age->min >= needed.min && age->max <= needed.max);
}

}  // namespace micklegate::policy
