#include "gateway/recognise/find_recipient.hpp"

#include "gateway/recognise/check_values.hpp"

namespace micklegate::recognise {
namespace {

using registers::SchoolMatch;

Stop refused(char const* code, char const* why, char const* detail)
{
    return Stop{Stop::Kind::kRefused, code, why, {FieldFault{"/recipient", detail}}, {}};
}

Stop held(char const* code, char const* why, std::string const& field)
{
    return Stop{Stop::Kind::kHeld, code, why, {FieldFault{pointer_to(field), why}}, {}};
}

Passed<AgencyId> school_of(boost::json::object const& data, RecipientRule const& rule,
                           registers::SchoolRegister const& schools)
{
    registers::SchoolQuery query;
    query.name = text_of(data, rule.name_field);
    query.urn = text_of(data, rule.urn_field);
    query.postcode = text_of(data, rule.postcode_field);
    auto const birth = date_of(data, rule.birth_date_field);
    auto const on = date_of(data, rule.on_field);
    if (birth && on)
        query.age = age_in_years(*birth, *on);

    SchoolMatch const match = schools.find(query);
    switch (match.kind) {
    case SchoolMatch::Kind::kExact: return AgencyId{"school." + match.school->urn};
    case SchoolMatch::Kind::kClosed:
        return held("school_closed", "The school is closed and has no successor.", rule.name_field);
    case SchoolMatch::Kind::kAmbiguous:
        return held("school_ambiguous",
                    "Several schools fit what the sender was told, or its parts contradict each other.",
                    rule.name_field);
    case SchoolMatch::Kind::kNotFound: break;
    }
    return held("school_not_found", "No school of the register fits what the sender was told.", rule.name_field);
}

Passed<AgencyId> area_of(boost::json::object const& data, RecipientRule const& rule,
                         registers::AreaRegister const& areas)
{
    auto const authority = areas.authority_of(text_of(data, rule.area_postcode_field));
    if (!authority)
        return held("area_unknown", "No local authority is listed for the postcode's area.", rule.area_postcode_field);
    return AgencyId{"la." + *authority};
}

bool goes_to_area(boost::json::object const& data, RecipientRule const& rule)
{
    auto const* const flag = rule.area_if_field.empty() ? nullptr : data.if_contains(rule.area_if_field);
    return flag != nullptr && flag->is_bool() && flag->get_bool();
}

Passed<Agency const*> active(Agencies::const_iterator found)
{
    if (found->second.suspended)
        return refused("recipient_suspended", "The recipient is suspended and can be sent nothing.", "is suspended");
    return &found->second;
}

Passed<Agency const*> named(std::optional<AgencyId> const& id, Agencies const& agencies)
{
    if (!id)
        return refused("missing_mandatory", "The sender must name the recipient of this message type.",
                       "is required and missing");
    auto const found = agencies.find(*id);
    if (found == agencies.end())
        return refused("recipient_unknown", "The recipient that was named is not an agency of this partnership.",
                       "is not known");
    return active(found);
}

}  // namespace

Passed<Agency const*> find_recipient(Event const& event, MessageSpec const& spec, World const& world)
{
    RecipientRule const& rule = spec.recipient;
    if (world.waiver.recipient || rule.by == RecipientRule::By::kSender)
        return named(world.waiver.recipient ? world.waiver.recipient : event.recipient, world.agencies);

    bool const by_area = goes_to_area(event.data, rule);
    auto const id = by_area ? area_of(event.data, rule, world.registers.areas)
                            : school_of(event.data, rule, world.registers.schools);
    if (!id)
        return id.error();
    if (event.recipient && *event.recipient != *id)
        return refused("recipient_unknown", "The recipient the sender named is not the one the register gives.",
                       "is not what the register gives");
    auto const found = world.agencies.find(*id);
    if (found != world.agencies.end())
        return active(found);
    return by_area ? held("area_unknown", "The local authority of the area is not an agency of this partnership.",
                          rule.area_postcode_field)
                   : held("school_not_enrolled", "The school is registered but not an agency of this partnership.",
                          rule.name_field);
}

}  // namespace micklegate::recognise
