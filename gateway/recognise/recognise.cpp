#include "gateway/recognise/recognise.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/find_recipient.hpp"
#include "gateway/recognise/identifiers.hpp"
#include "gateway/recognise/schema_validator.hpp"

#include <algorithm>

namespace micklegate::recognise {
namespace {

/// The guess is a word of the catalogue, so that nothing of a stranger's text reaches the log.
std::string unknown_type(std::string const& type, Catalogue const& catalogue)
{
    constexpr std::size_t kLongestSlip = 64;  // a guess costs the product of both lengths
    std::vector<std::string> known;
    for (auto const& entry : catalogue)
        known.push_back(entry.first.get());
    auto const meant = type.size() > kLongestSlip ? std::nullopt : did_you_mean(type, known);
    return meant ? "is not known; the nearest is " + *meant : "is not known";
}

std::optional<Stop> misfit(MessageSpec const& spec, boost::json::object& data)
{
    auto faults = schema_faults(*spec.validator, data);
    if (!faults)
        return std::nullopt;
    char const* const why = faults->code == "missing_mandatory" ? "A field this message type requires is missing."
                            : faults->code == "unknown_field"   ? "The message has a field its type does not know."
                                                                : "A field's value does not fit the message type.";
    return Stop{Stop::Kind::kRefused, std::move(faults->code), why, std::move(faults->errors), {}};
}

std::optional<Stop> unsound(MessageSpec const& spec, boost::json::object const& data, World const& world)
{
    ValueFaults faults = check_values(spec, data, world.now);
    if (!faults.impossible.empty())
        return Stop{Stop::Kind::kRefused,
                    "invalid_value",
                    "A value cannot be read or is impossible.",
                    std::move(faults.impossible),
                    {}};
    if (!faults.unproven.empty() && world.waiver.answered != Held::kIdentifier)
        return Stop{Stop::Kind::kHeld,
                    "invalid_identifier",
                    "An identifier does not prove itself, so a person must look.",
                    std::move(faults.unproven),
                    {}};
    return std::nullopt;
}

void add_school(Message& message, registers::Registers const& registers)
{
    std::string_view const urn = registers::urn_of_agency(message.recipient->id.get());
    if (auto const* const school = registers.schools.by_urn(urn)) {
        message.recipient_age_low = school->age_low;
        message.recipient_age_high = school->age_high;
    }
    message.recipient_days = registers.days.of(urn);
}

/// An identifier is one and the same however it is spelt.
std::string identity_in(Event const& event, MessageSpec const& spec, std::string const& field)
{
    return fold(normal_form(spec.field(field)->check, text_of(event.data, field)));
}

bool is_name(MessageSpec const& spec, std::string const& field)
{
    return std::any_of(spec.people.begin(), spec.people.end(), [&](PersonSpec const& person) {
        return std::find(person.name_fields.begin(), person.name_fields.end(), field) != person.name_fields.end();
    });
}

}  // namespace

Passed<Message> recognise(Event& event, World const& world)
{
    auto const spec = world.catalogue.find(event.type);
    if (spec == world.catalogue.end())
        return Stop{Stop::Kind::kRefused,
                    "unknown_type",
                    "The catalogue has no such message type.",
                    {{"/type", unknown_type(event.type.get(), world.catalogue)}},
                    {}};
    auto const sender = world.agencies.find(event.source);
    if (sender == world.agencies.end())
        return Stop{Stop::Kind::kRefused,
                    "sender_unknown",
                    "The sender is not an agency of this partnership.",
                    {{"/source", "is not known"}},
                    {}};
    if (auto stop = misfit(spec->second, event.data))
        return *std::move(stop);
    if (auto stop = unsound(spec->second, event.data, world))
        return *std::move(stop);
    auto const recipient = find_recipient(event, spec->second, world);
    if (!recipient)
        return recipient.error();

    Message message;
    message.event = std::move(event);
    message.spec = &spec->second;
    message.sender = &sender->second;
    message.recipient = *recipient;
    message.areas = &world.registers.areas;
    add_school(message, world.registers);
    return message;
}

std::string subject_identity(Event const& event, MessageSpec const& spec)
{
    if (spec.subject_fields.empty())
        return {};
    // A number or reference stands for a person by itself; a name is shared by too many.
    bool const by_name = is_name(spec, spec.subject_fields.front());
    if (std::string reference = by_name ? std::string{} : identity_in(event, spec, spec.subject_fields.front());
        !reference.empty())
        return reference;
    std::string identity;
    for (std::size_t i = by_name ? 0 : 1; i < spec.subject_fields.size(); ++i) {
        identity += identity_in(event, spec, spec.subject_fields[i]);
        identity += '\n';
    }
    if (!identity.empty())
        identity.pop_back();
    return identity.find_first_not_of('\n') == std::string::npos ? std::string{} : identity;
}

}  // namespace micklegate::recognise
