#include "adapters/prisons/hmpps_event.hpp"

#include "gateway/base/london_time.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/person_numbers.hpp"

#include <algorithm>
#include <array>

namespace micklegate::prisons {
namespace {

using boost::json::object;
using boost::json::value;
using json::object_at;
using json::text_at;

struct EventType {
    std::string_view name;
    std::string_view movement;
    std::string_view family;  ///< as prison.movement calls it
};

/// hmpps-domain-events; everything else that its topic carries is no movement.
constexpr std::array kTypes{
    EventType{"prison-offender-events.prisoner.received", "received", "prison-offender-events"},
    EventType{"prison-offender-events.prisoner.released", "released", "prison-offender-events"},
    EventType{"prison-offender-events.prisoner.merged", "merged", "prison-offender-events"},
    EventType{"prisoner-offender-search.prisoner.received", "received", "prisoner-offender-search"},
    EventType{"prisoner-offender-search.prisoner.released", "released", "prisoner-offender-search"},
    EventType{"person.temporary-absence.overdue", "not_returned", "temporary-absence"},
};

Problem fault(std::string pointer, std::string detail)
{
    return field_problem(ProblemCode::kInvalidValue, std::move(pointer), std::move(detail));
}

/// Publishers disagree on whether it is a number or a text; all of them say 1.
bool is_version_1(value const& version)
{
    if (version.is_int64())
        return version.get_int64() == 1;
    return version.is_string() && (version.get_string() == "1" || version.get_string() == "1.0");
}

/// Of additionalInformation, whose values some publishers write as texts whatever they are.
std::string told(object const& information, std::string_view name)
{
    value const* const found = information.if_contains(name);
    if (found != nullptr && found->is_int64())
        return std::to_string(found->get_int64());
    std::string text = text_at(information, name);
    return text == "null" ? std::string{} : text;
}

/// The prisoner's number in NOMIS stands in the person reference, in additionalInformation, or in both.
Result<std::string> prisoner_in(object const& event)
{
    std::string number = told(object_at(event, "additionalInformation"), "nomsNumber");
    for (value const& item : json::array_at(object_at(event, "personReference"), "identifiers")) {
        if (!item.is_object() || text_at(item.get_object(), "type") != "NOMS")
            continue;
        std::string named = text_at(item.get_object(), "value");
        if (!number.empty() && named != number)
            return fault("/personReference/identifiers", "names another prisoner than additionalInformation");
        number = std::move(named);
    }
    if (number.empty())
        return fault("/additionalInformation/nomsNumber", "is missing, and the person reference has none either");
    if (auto const wrong = recognise::prisoner_number_fault(number))
        return fault("/additionalInformation/nomsNumber", std::string{*wrong});
    return number;
}

void keep(object& data, std::string_view field, std::string text)
{
    if (!text.empty())
        data[field] = std::move(text);
}

/// What is particular to each kind of movement.
Result<void> add_particulars(object& data, std::string_view movement, object const& information)
{
    if (movement == "merged") {
        std::string retired = told(information, "removedNomsNumber");
        if (auto const wrong = recognise::prisoner_number_fault(retired))
            return fault("/additionalInformation/removedNomsNumber", std::string{*wrong});
        data["reason"] = "MERGE";
        data["removed_prisoner_number"] = std::move(retired);
        return {};
    }
    if (movement == "not_returned") {
        data["reason"] = "TEMPORARY_ABSENCE_OVERDUE";
        return {};
    }
    std::string reason = told(information, "reason");
    if (reason.empty())
        return fault("/additionalInformation/reason", "is missing");
    data["reason"] = std::move(reason);
    keep(data, movement == "received" ? "to_prison" : "from_prison", told(information, "prisonId"));
    keep(data, "current_location", told(information, "currentLocation"));
    keep(data, "current_status", told(information, "currentPrisonStatus"));
    keep(data, "movement_reason_code", told(information, "nomisMovementReasonCode"));
    return {};
}

}  // namespace

Result<object> unwrapped(object outer)
{
    for (std::string_view const inside : {"Body", "Message"}) {
        value const* const text = outer.if_contains(inside);
        if (text == nullptr)
            continue;
        if (!text->is_string())
            return fault("/" + std::string{inside}, "is not a text");
        auto inner = json::parse_strict(text->get_string());
        if (!inner || !inner->is_object())
            return fault("/" + std::string{inside}, "is not the text of a JSON object");
        outer = object{inner->get_object()};
    }
    return outer;
}

Result<object> movement_of(object const& event)
{
    std::string const name = text_at(event, "eventType");
    if (name.empty())
        return fault("/eventType", "is missing");
    auto const* const type = std::ranges::find(kTypes, std::string_view{name}, &EventType::name);
    if (type == kTypes.end())
        return object{};
    if (value const* const version = event.if_contains("version"); version == nullptr || !is_version_1(*version))
        return fault("/version", "is not 1");
    auto prisoner = prisoner_in(event);
    if (!prisoner)
        return prisoner.error();
    auto const occurred = parse_rfc3339_or_london(text_at(event, "occurredAt"));
    if (!occurred)
        return fault("/occurredAt", occurred.error().detail);
    object data;
    data["movement"] = type->movement;
    data["event_family"] = type->family;
    data["prisoner_number"] = *std::move(prisoner);
    data["moved_at"] = rfc3339(*occurred);
    if (auto const added = add_particulars(data, type->movement, object_at(event, "additionalInformation")); !added)
        return added.error();
    return data;
}

}  // namespace micklegate::prisons
