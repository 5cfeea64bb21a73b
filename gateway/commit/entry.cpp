#include "gateway/commit/entry.hpp"

#include "gateway/json/canonical_json.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"

#include <array>

namespace micklegate::commit {
namespace {

constexpr std::int64_t kVersion = 1;

template <typename Value>
struct Member {
    std::string_view name;
    Value Entry::*value;
};

constexpr std::array kTexts{
    Member<std::string>{"clock", &Entry::clock},
    Member<std::string>{"agency", &Entry::agency},
    Member<std::string>{"recipient", &Entry::recipient},
    Member<std::string>{"instead_of", &Entry::instead_of},
    Member<std::string>{"message", &Entry::message},
    Member<std::string>{"released_from", &Entry::released_from},
    Member<std::string>{"released_as", &Entry::released_as},
    Member<std::string>{"follows", &Entry::follows},
    Member<std::string>{"followed_by", &Entry::followed_by},
    Member<std::string>{"correlation", &Entry::correlation},
    Member<std::string>{"type", &Entry::type},
    Member<std::string>{"purpose", &Entry::purpose},
    Member<std::string>{"lawful_basis", &Entry::lawful_basis},
    Member<std::string>{"agreement", &Entry::agreement},
    Member<std::string>{"rule", &Entry::rule},
    Member<std::string>{"policy", &Entry::policy},
    Member<std::string>{"code", &Entry::code},
    Member<std::string>{"why", &Entry::why},
    Member<std::string>{"reason", &Entry::reason},
    Member<std::string>{"content", &Entry::content},
    Member<std::string>{"change", &Entry::change},
    Member<std::string>{"acknowledgement", &Entry::acknowledgement},
    Member<std::string>{"retention", &Entry::retention},
};

constexpr std::array kLists{
    Member<std::vector<std::string>>{"released", &Entry::released},
    Member<std::vector<std::string>>{"withheld", &Entry::withheld},
    Member<std::vector<std::string>>{"subjects", &Entry::subjects},
    Member<std::vector<std::string>>{"filters", &Entry::filters},
    Member<std::vector<std::string>>{"state", &Entry::state},
    Member<std::vector<std::string>>{"due_for", &Entry::due_for},
};

constexpr std::array kMoments{
    Member<std::optional<Moment>>{"deadline", &Entry::deadline},
    Member<std::optional<Moment>>{"notify_by", &Entry::notify_by},
    Member<std::optional<Moment>>{"escalation_due", &Entry::escalation_due},
    Member<std::optional<Moment>>{"next_escalation", &Entry::next_escalation},
};

constexpr std::array kNumbers{
    Member<std::optional<std::uint64_t>>{"keep_days", &Entry::keep_days},
    Member<std::optional<std::uint64_t>>{"entry", &Entry::entry},
    Member<std::optional<std::uint64_t>>{"entries", &Entry::entries},
};

std::uint64_t number_of(boost::json::value const& value)
{
    return value.is_int64() ? static_cast<std::uint64_t>(value.get_int64()) : 0;
}

std::vector<std::string> texts_at(boost::json::object const& object, std::string_view name)
{
    std::vector<std::string> out;
    for (boost::json::value const& element : json::array_at(object, name))
        out.emplace_back(element.is_string() ? std::string_view{element.get_string()} : std::string_view{});
    return out;
}

std::vector<Sequence> sequences_at(boost::json::object const& object, std::string_view name)
{
    std::vector<Sequence> out;
    for (boost::json::value const& element : json::array_at(object, name))
        out.push_back(number_of(element));
    return out;
}

std::optional<std::uint64_t> number_at(boost::json::object const& object, std::string_view name)
{
    auto const* const value = object.if_contains(name);
    return value == nullptr ? std::nullopt : std::optional{number_of(*value)};
}

std::optional<Moment> moment_at(boost::json::object const& object, std::string_view name)
{
    auto const moment = parse_rfc3339(json::text_at(object, name));
    return moment ? std::optional{*moment} : std::nullopt;
}

boost::json::object const* object_at(boost::json::object const& object, std::string_view name)
{
    auto const* const value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

template <typename Values>
boost::json::array array_of(Values const& values)
{
    return boost::json::array(values.begin(), values.end());
}

Entry read(boost::json::object const& object, EntryKind kind, Moment time)
{
    Entry entry;
    entry.kind = kind;
    entry.time = time;
    for (auto const& member : kTexts)
        entry.*member.value = json::text_at(object, member.name);
    for (auto const& member : kLists)
        entry.*member.value = texts_at(object, member.name);
    for (auto const& member : kNumbers)
        entry.*member.value = number_at(object, member.name);
    entry.destroyed = sequences_at(object, "destroyed");
    entry.struck = sequences_at(object, "struck");
    for (auto const& member : kMoments)
        entry.*member.value = moment_at(object, member.name);
    if (auto const* const actor = object_at(object, "actor"))
        entry.actor = ActorMark{json::text_at(*actor, "pseudonym"), json::text_at(*actor, "commitment")};
    if (auto const* const event = object_at(object, "event"))
        entry.event = EventMark{json::text_at(*event, "key"), json::text_at(*event, "fingerprint")};
    if (auto const* const sealed = object_at(object, "sealed")) {
        entry.sealed_sha256 = json::text_at(*sealed, "sha256");
        entry.sealed_bytes = number_at(*sealed, "bytes").value_or(0);
    }
    return entry;
}

}  // namespace

std::string encode(Entry const& entry)
{
    boost::json::object out;
    out["v"] = kVersion;
    out["kind"] = name_of(entry.kind);
    out["operation"] = operation_of(entry.kind);
    out["time"] = rfc3339(entry.time);
    for (auto const& member : kTexts)
        if (!(entry.*member.value).empty())
            out[member.name] = entry.*member.value;
    for (auto const& member : kLists)
        if (!(entry.*member.value).empty())
            out[member.name] = array_of(entry.*member.value);
    for (auto const& member : kNumbers)
        if (entry.*member.value)
            out[member.name] = *(entry.*member.value);
    if (!entry.destroyed.empty())
        out["destroyed"] = array_of(entry.destroyed);
    if (!entry.struck.empty())
        out["struck"] = array_of(entry.struck);
    for (auto const& member : kMoments)
        if (entry.*member.value)
            out[member.name] = rfc3339(*(entry.*member.value));
    if (entry.actor)
        out["actor"] =
            boost::json::object{{"pseudonym", entry.actor->pseudonym}, {"commitment", entry.actor->commitment}};
    if (entry.event)
        out["event"] = boost::json::object{{"key", entry.event->key}, {"fingerprint", entry.event->fingerprint}};
    if (!entry.sealed_sha256.empty())
        out["sealed"] = boost::json::object{{"sha256", entry.sealed_sha256}, {"bytes", entry.sealed_bytes}};
    return json::canonical(out);
}

Result<Entry> decode_entry(std::string_view text)
{
    auto const value = json::parse_strict(text);
    auto const* const object = value ? value->if_object() : nullptr;
    auto const kind = object != nullptr ? kind_named(json::text_at(*object, "kind")) : std::nullopt;
    auto const time = object != nullptr ? moment_at(*object, "time") : std::nullopt;
    if (!kind || !time || number_at(*object, "v") != kVersion)
        return problem(ProblemCode::kIntegrity, "A log entry is not in a form this version reads.");
    Entry entry = read(*object, *kind, *time);
    // Whatever was read as empty, or not at all, is missed here.
    if (encode(entry) != text)
        return problem(ProblemCode::kIntegrity, "A log entry is not in a form this version reads.");
    return entry;
}

}  // namespace micklegate::commit
