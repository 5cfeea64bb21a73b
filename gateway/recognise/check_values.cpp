#include "gateway/recognise/check_values.hpp"

#include "gateway/base/characters.hpp"
#include "gateway/json/pointer.hpp"
#include "gateway/recognise/identifiers.hpp"

namespace micklegate::recognise {
namespace {

using namespace std::chrono_literals;

constexpr auto kClockSkew = 5min;

/// A date, or a moment and its date in London.
struct When {
    std::optional<Moment> moment;
    Date date;
};

std::optional<When> when_of(std::string_view text)
{
    if (auto const date = parse_iso_date(text))
        return When{std::nullopt, *date};
    if (auto const moment = parse_rfc3339(text))
        return When{*moment, london_date(*moment)};
    return std::nullopt;
}

bool is_later(When const& value, When const& bound) noexcept
{
    return value.moment && bound.moment ? *value.moment > *bound.moment : value.date > bound.date;
}

/// Empty where there is nothing to compare, or no fault.
std::optional<std::string> lateness(FieldSpec const& field, MessageSpec const& spec, boost::json::object const& data,
                                    std::optional<Moment> now)
{
    auto const value = when_of(text_of(data, field.name));
    if (!value)
        return std::nullopt;
    if (field.not_after == "now") {
        if (now && is_later(*value, When{*now + kClockSkew, london_date(*now)}))
            return "lies in the future";
        return std::nullopt;
    }
    auto const bound = when_of(text_of(data, field.not_after));
    if (!bound || !is_later(*value, *bound))
        return std::nullopt;
    return "is later than \"" + spec.field(field.not_after)->title + "\"";
}

/// What keeps a person from reading a text as it was meant; empty where nothing does.
std::optional<std::string_view> unreadable(std::string_view text, bool narrative)
{
    if (!text.empty() && is_blank(text))
        return "is blank";
    if (holds_control(text, narrative ? "\r\n\t" : ""))
        return "holds a control character";
    return std::nullopt;
}

/// However deep the text lies.
std::optional<std::string_view> unreadable(boost::json::value const& value, bool narrative)
{
    std::optional<std::string_view> fault;
    if (auto const* const text = value.if_string())
        fault = unreadable(std::string_view{*text}, narrative);
    else if (auto const* const list = value.if_array())
        for (auto item = list->begin(); !fault && item != list->end(); ++item)
            fault = unreadable(*item, narrative);
    else if (auto const* const object = value.if_object())
        for (auto member = object->begin(); !fault && member != object->end(); ++member)
            fault = unreadable(member->value(), narrative);
    return fault;
}

bool is_narrative(FieldSpec const& field)
{
    return field.field_class == "free_text" || field.field_class == "voice_of_child";
}

}  // namespace

std::string pointer_to(std::string_view field) { return "/data/" + json::pointer_token(field); }

std::string_view text_of(boost::json::object const& data, std::string_view field) noexcept
{
    auto const* const value = data.if_contains(field);
    auto const* const text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view{} : std::string_view{*text};
}

std::optional<Date> date_of(boost::json::object const& data, std::string_view field)
{
    auto const when = when_of(text_of(data, field));
    return when ? std::optional{when->date} : std::nullopt;
}

ValueFaults check_values(MessageSpec const& spec, boost::json::object const& data, std::optional<Moment> now)
{
    ValueFaults faults;
    for (FieldSpec const& field : spec.fields) {
        auto const* const value = data.if_contains(field.name);
        if (value == nullptr)
            continue;
        if (auto const fault = unreadable(*value, is_narrative(field))) {
            faults.impossible.push_back({pointer_to(field.name), std::string{*fault}});
            continue;
        }
        std::string_view const text = text_of(data, field.name);
        if (text.empty() || field.check.empty())
            continue;
        NamedCheck const& check = *named_check(field.check);
        if (auto const fault = check.fault(text))
            (check.names_someone ? faults.unproven : faults.impossible)
                .push_back({pointer_to(field.name), std::string{*fault}});
        else if (auto late = field.not_after.empty() ? std::nullopt : lateness(field, spec, data, now))
            faults.impossible.push_back({pointer_to(field.name), *std::move(late)});
    }
    return faults;
}

}  // namespace micklegate::recognise
