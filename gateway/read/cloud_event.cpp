#include "gateway/read/cloud_event.hpp"

#include "gateway/base/characters.hpp"
#include "gateway/base/uuid.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/pointer.hpp"
#include "gateway/json/strict_json.hpp"

#include <algorithm>
#include <array>

namespace micklegate::read {
namespace {

/// CloudEvents 1.0 context attributes and ours; "data" is read apart. CloudEvents' own optional "subject" and
/// "dataschema" are left out on purpose: a subject is where senders put names, and the type alone says the schema here.
constexpr std::array<std::string_view, 12> kAttributes{"specversion",     "id",        "source",  "type",      "time",
                                                       "datacontenttype", "recipient", "purpose", "agreement", "actor",
                                                       "correlationid",   "supersedes"};

bool is_attribute(std::string_view name) { return std::ranges::find(kAttributes, name) != kAttributes.end(); }

/// Takes attributes out of one event object, remembering the first fault.
class Attributes {
public:
    Attributes(boost::json::object const& object, Limits const& limits) : object_{object}, limits_{limits} {}

    std::optional<std::string> optional(std::string_view name)
    {
        auto const* const value = object_.if_contains(name);
        if (value == nullptr)
            return std::nullopt;
        auto const* const text = value->if_string();
        if (text == nullptr || text->empty())
            return fault(ProblemCode::kInvalidValue, name, "must be a string that is not empty");
        if (text->size() > limits_.attribute_bytes)
            return fault(ProblemCode::kStringTooLong, name, "is longer than is accepted");
        if (holds_control({text->data(), text->size()}))
            return fault(ProblemCode::kInvalidValue, name, "holds a control character");
        return std::string{text->data(), text->size()};
    }

    /// Free text in an attribute would travel past the agreement's release list, so these two are random ids.
    std::optional<std::string> optional_uuid(std::string_view name)
    {
        auto text = optional(name);
        if (text && !is_uuid(*text))
            return fault(ProblemCode::kInvalidValue, name, "must be a lower-case UUID");
        return text;
    }

    std::string required(std::string_view name)
    {
        if (!object_.contains(name))
            fault(ProblemCode::kMissingField, name, "is required");
        return optional(name).value_or("");
    }

    std::optional<std::string> fault(ProblemCode code, std::string_view name, std::string detail)
    {
        if (!problem_)
            problem_ = field_problem(code, "/" + std::string{name}, std::move(detail),
                                     "See docs/messages.md for what an event holds.");
        return std::nullopt;
    }

    std::optional<Problem> take_problem() { return std::move(problem_); }

private:
    boost::json::object const& object_;
    Limits const& limits_;
    std::optional<Problem> problem_;
};

std::string readable_id(boost::json::value const& value, Limits const& limits)
{
    auto const* const object = value.if_object();
    auto const* const id = object == nullptr ? nullptr : object->if_contains("id");
    auto const* const text = id == nullptr ? nullptr : id->if_string();
    return text == nullptr || text->size() > limits.attribute_bytes ? std::string{}
                                                                    : std::string{text->data(), text->size()};
}

json::Bounds event_bounds(Limits const& limits)
{
    return {limits.json_depth, limits.json_string_bytes, limits.json_members, false};
}

Place place_of(boost::json::value value, Limits const& limits)
{
    std::string id = readable_id(value, limits);
    return {std::move(id), read_event(std::move(value), limits)};
}

Place place_of(std::string_view text, Limits const& limits)
{
    if (text.size() > limits.message_bytes)
        return {"", problem(ProblemCode::kBodyTooLarge, "The event is larger than a message may be.")};
    auto value = json::parse_strict(text, event_bounds(limits));
    if (!value)
        return {"", value.error()};
    return place_of(*std::move(value), limits);
}

Problem too_many(Limits const& limits)
{
    return problem(ProblemCode::kBatchTooLarge,
                   "The batch holds more than " + std::to_string(limits.batch_messages) + " messages.",
                   "Send them in several requests.");
}

Problem no_event() { return problem(ProblemCode::kInvalidValue, "The body holds no event.", "Send at least one."); }

Result<std::vector<Place>> read_batch(std::string_view body, Limits const& limits)
{
    json::Bounds bounds = event_bounds(limits);
    ++bounds.depth;
    bounds.members = std::max(bounds.members, limits.batch_messages + 1);
    auto value = json::parse_strict(body, bounds);
    if (!value)
        return value.error();
    auto* const array = value->if_array();
    if (array == nullptr)
        return problem(ProblemCode::kInvalidValue, "A batch is a JSON array of events.",
                       "docs/messages.md says what an event holds.");
    if (array->empty())
        return no_event();
    if (array->size() > limits.batch_messages)
        return too_many(limits);
    std::vector<Place> places;
    places.reserve(array->size());
    for (boost::json::value& event : *array)
        places.push_back(place_of(std::move(event), limits));
    return places;
}

Result<std::vector<Place>> read_lines(std::string_view body, Limits const& limits)
{
    std::vector<Place> places;
    while (!body.empty()) {
        std::size_t const end = std::min(body.find('\n'), body.size());
        std::string_view const line = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        if (places.size() == limits.batch_messages)
            return too_many(limits);
        places.push_back(place_of(line, limits));
    }
    if (places.empty())
        return no_event();
    return places;
}

}  // namespace

Result<Framing> framing_of(std::string_view content_type)
{
    std::string type;
    for (char const c : content_type.substr(0, content_type.find(';')))
        if (c != ' ')
            type += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (type == "application/cloudevents+json")
        return Framing::kSingle;
    if (type == "application/cloudevents-batch+json")
        return Framing::kBatch;
    if (type == "application/x-ndjson")
        return Framing::kLines;
    return problem(ProblemCode::kUnsupportedMediaType, "Messages are CloudEvents in JSON.",
                   "Use application/cloudevents+json, application/cloudevents-batch+json or application/x-ndjson.");
}

Result<ReadEvent> read_event(boost::json::value value, Limits const& limits)
{
    auto* const object = value.if_object();
    if (object == nullptr)
        return problem(ProblemCode::kInvalidValue, "An event is a JSON object.",
                       "docs/messages.md says what an event holds.");
    for (auto const& member : *object)
        if (member.key() != "data" && !is_attribute({member.key().data(), member.key().size()}))
            return field_problem(ProblemCode::kUnknownField,
                                 "/" + json::pointer_token({member.key().data(), member.key().size()}),
                                 "is not an attribute this gateway knows", "Leave it out.");

    Attributes attributes{*object, limits};
    ReadEvent read;
    Event& event = read.event;
    if (attributes.required("specversion") != "1.0")
        attributes.fault(ProblemCode::kInvalidValue, "specversion", "must be \"1.0\"");
    event.id = attributes.required("id");
    event.source = AgencyId{attributes.required("source")};
    event.type = MessageType{attributes.required("type")};
    event.purpose = attributes.optional("purpose").value_or("");
    if (auto recipient = attributes.optional("recipient"))
        event.recipient = AgencyId{*std::move(recipient)};
    event.agreement = attributes.optional("agreement");
    event.actor = attributes.optional("actor");
    event.correlation = attributes.optional_uuid("correlationid");
    event.supersedes = attributes.optional_uuid("supersedes");
    if (auto const time = attributes.optional("time")) {
        if (auto const moment = parse_rfc3339(*time))
            event.time = *moment;
        else
            attributes.fault(ProblemCode::kInvalidValue, "time", moment.error().detail);
    }
    if (attributes.optional("datacontenttype").value_or("application/json") != "application/json")
        attributes.fault(ProblemCode::kInvalidValue, "datacontenttype", "must be application/json");
    auto* const data = object->if_contains("data");
    if (data == nullptr || !data->is_object())
        attributes.fault(data == nullptr ? ProblemCode::kMissingField : ProblemCode::kInvalidValue, "data",
                         "must be a JSON object");
    if (auto fault = attributes.take_problem())
        return *std::move(fault);

    read.canonical = json::canonical(value);
    if (read.canonical.size() > limits.message_bytes)
        return problem(ProblemCode::kBodyTooLarge, "The event is larger than a message may be.");
    event.data = std::move(data->get_object());
    return read;
}

Result<std::vector<Place>> read_body(Framing framing, std::string_view body, Limits const& limits)
{
    switch (framing) {
    case Framing::kSingle: return std::vector<Place>{place_of(body, limits)};
    case Framing::kBatch: return read_batch(body, limits);
    case Framing::kLines: return read_lines(body, limits);
    }
    return problem(ProblemCode::kInternal, "A framing without a reader.");
}

}  // namespace micklegate::read
