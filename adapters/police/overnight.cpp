#include "adapters/police/overnight.hpp"

#include "adapters/rows/rows.hpp"

#include <array>

namespace micklegate::police {
namespace {

using rows::Column;

constexpr std::array<Column, 26> kColumns{{
    {"incident_ref"},
    {"occurred_at"},
    {"location"},
    {"incident_postcode"},
    {"risk"},
    {"summary"},
    {"officer"},
    {"officer_contact"},
    {"child_ref"},
    {"child_forename"},
    {"child_surname"},
    {"child_dob"},
    {"child_upn"},
    {"child_present", Column::Kind::kYesOrNo},
    {"child_voice"},
    {"relationship"},
    {"school_name"},
    {"school_urn"},
    {"school_postcode"},
    {"home_educated", Column::Kind::kYesOrNo},
    {"welfare_check", Column::Kind::kYesOrNo},
    {"handling"},
    {"victim_name"},
    {"victim_address"},
    {"victim_phone"},
    {"suspect_name"},
}};

/// One incident and one child make one message.
boost::json::object event_of(boost::json::object data, std::vector<std::string> const& incident_and_child,
                             AgencyId const& force)
{
    boost::json::object event;
    event["specversion"] = "1.0";
    event["id"] = rows::event_id(incident_and_child, data);
    event["source"] = force.get();
    event["type"] = "encompass.notification";
    event["purpose"] = "child_safeguarding";
    event["data"] = std::move(data);
    return event;
}

NightRow row_of(rows::Row row, AgencyId const& force)
{
    NightRow night{row.number, row.references[0], row.references[1], boost::json::object{}};
    if (row.fields)
        night.event = event_of(*std::move(row.fields), row.references, force);
    else
        night.event = std::move(row.fields).error();
    return night;
}

}  // namespace

Result<std::vector<NightRow>> read_night(std::string_view csv, AgencyId const& force)
{
    auto found = rows::read_rows(csv, {kColumns, "incident_ref child_ref",
                                       "Nothing was sent. See docs/police.md for the columns of the night's file."});
    if (!found)
        return found.error();
    std::vector<NightRow> night;
    night.reserve(found->size());
    for (rows::Row& row : *found)
        night.push_back(row_of(std::move(row), force));
    return night;
}

}  // namespace micklegate::police
