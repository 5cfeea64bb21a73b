#include "gateway/commit/entry.hpp"

#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <array>

namespace micklegate::commit {
namespace {

constexpr std::int64_t kVersion = 1;

/// `operation` is the DPA 2018 s.62(1) operation the entry logs, or "administration" where it logs none.
struct KindRow {
    EntryKind kind;
    std::string_view name;
    std::string_view operation;
};

constexpr std::array kKinds{
    KindRow{EntryKind::kGenesis, "genesis", "administration"},
    KindRow{EntryKind::kPolicy, "policy", "administration"},
    KindRow{EntryKind::kAccepted, "accepted", "disclosure"},
    KindRow{EntryKind::kHeld, "held", "collection"},
    KindRow{EntryKind::kRefused, "refused", "collection"},
    KindRow{EntryKind::kDelivered, "delivered", "disclosure"},
    KindRow{EntryKind::kOpened, "opened", "consultation"},
    KindRow{EntryKind::kActioned, "actioned", "consultation"},
    KindRow{EntryKind::kRejected, "rejected", "consultation"},
    KindRow{EntryKind::kReleased, "released", "consultation"},
    KindRow{EntryKind::kReturned, "returned", "consultation"},
};

KindRow const& row_of(EntryKind kind) noexcept
{
    for (KindRow const& row : kKinds)
        if (row.kind == kind)
            return row;
    return kKinds.front();
}

void put(boost::json::object& out, std::string_view name, std::string const& value)
{
    if (!value.empty())
        out[name] = value;
}

void put(boost::json::object& out, std::string_view name, std::vector<std::string> const& values)
{
    if (!values.empty())
        out[name] = boost::json::array(values.begin(), values.end());
}

/// Reads members by name; one that is absent, or of another JSON type, reads as empty.
class Members {
public:
    explicit Members(boost::json::object const& object) : object_{object} {}

    std::string text(std::string_view name) const { return text_of(object_.if_contains(name)); }

    std::vector<std::string> texts(std::string_view name) const
    {
        std::vector<std::string> out;
        auto const* const value = object_.if_contains(name);
        if (auto const* const array = value == nullptr ? nullptr : value->if_array())
            for (boost::json::value const& element : *array)
                out.push_back(text_of(&element));
        return out;
    }

    std::optional<Moment> moment(std::string_view name) const
    {
        auto const moment = parse_rfc3339(text(name));
        return moment ? std::optional{*moment} : std::nullopt;
    }

    std::optional<Members> object(std::string_view name) const
    {
        auto const* const value = object_.if_contains(name);
        auto const* const object = value == nullptr ? nullptr : value->if_object();
        return object == nullptr ? std::nullopt : std::optional<Members>{*object};
    }

    std::int64_t number(std::string_view name) const
    {
        auto const* const value = object_.if_contains(name);
        return value != nullptr && value->is_int64() ? value->get_int64() : 0;
    }

private:
    static std::string text_of(boost::json::value const* value)
    {
        auto const* const string = value == nullptr ? nullptr : value->if_string();
        return string == nullptr ? std::string{} : std::string{string->data(), string->size()};
    }

    boost::json::object const& object_;
};

std::optional<EntryKind> kind_named(std::string_view name) noexcept
{
    for (KindRow const& row : kKinds)
        if (row.name == name)
            return row.kind;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(EntryKind kind) noexcept { return row_of(kind).name; }

std::string encode(Entry const& entry)
{
    boost::json::object out;
    out["v"] = kVersion;
    out["kind"] = row_of(entry.kind).name;
    out["operation"] = row_of(entry.kind).operation;
    out["time"] = rfc3339(entry.time);
    put(out, "agency", entry.agency);
    put(out, "recipient", entry.recipient);
    put(out, "instead_of", entry.instead_of);
    if (entry.actor)
        out["actor"] =
            boost::json::object{{"pseudonym", entry.actor->pseudonym}, {"commitment", entry.actor->commitment}};
    put(out, "message", entry.message);
    put(out, "released_from", entry.released_from);
    put(out, "released_as", entry.released_as);
    put(out, "type", entry.type);
    put(out, "purpose", entry.purpose);
    put(out, "lawful_basis", entry.lawful_basis);
    put(out, "agreement", entry.agreement);
    put(out, "rule", entry.rule);
    put(out, "policy", entry.policy);
    put(out, "code", entry.code);
    put(out, "why", entry.why);
    put(out, "reason", entry.reason);
    put(out, "released", entry.released);
    put(out, "withheld", entry.withheld);
    put(out, "subjects", entry.subjects);
    if (entry.event)
        out["event"] = boost::json::object{{"key", entry.event->key}, {"fingerprint", entry.event->fingerprint}};
    if (!entry.sealed_sha256.empty())
        out["sealed"] = boost::json::object{{"sha256", entry.sealed_sha256}, {"bytes", entry.sealed_bytes}};
    put(out, "content", entry.content);
    if (entry.deadline)
        out["deadline"] = rfc3339(*entry.deadline);
    put(out, "acknowledgement", entry.acknowledgement);
    return json::canonical(out);
}

Result<Entry> decode_entry(std::string_view text)
{
    auto const bad = [] {
        return problem(ProblemCode::kIntegrity, "A log entry is not in a form this version reads.");
    };
    auto const value = json::parse_strict(text);
    auto const* const object = value ? value->if_object() : nullptr;
    if (object == nullptr)
        return bad();
    Members const members{*object};
    auto const kind = kind_named(members.text("kind"));
    auto const time = members.moment("time");
    if (members.number("v") != kVersion || !kind || !time)
        return bad();

    Entry entry;
    entry.kind = *kind;
    entry.time = *time;
    entry.agency = members.text("agency");
    entry.recipient = members.text("recipient");
    entry.instead_of = members.text("instead_of");
    entry.message = members.text("message");
    entry.released_from = members.text("released_from");
    entry.released_as = members.text("released_as");
    entry.type = members.text("type");
    entry.purpose = members.text("purpose");
    entry.lawful_basis = members.text("lawful_basis");
    entry.agreement = members.text("agreement");
    entry.rule = members.text("rule");
    entry.policy = members.text("policy");
    entry.code = members.text("code");
    entry.why = members.text("why");
    entry.reason = members.text("reason");
    entry.released = members.texts("released");
    entry.withheld = members.texts("withheld");
    entry.subjects = members.texts("subjects");
    entry.content = members.text("content");
    entry.deadline = members.moment("deadline");
    entry.acknowledgement = members.text("acknowledgement");
    if (auto const actor = members.object("actor"))
        entry.actor = ActorMark{actor->text("pseudonym"), actor->text("commitment")};
    if (auto const event = members.object("event"))
        entry.event = EventMark{event->text("key"), event->text("fingerprint")};
    if (auto const sealed = members.object("sealed")) {
        entry.sealed_sha256 = sealed->text("sha256");
        entry.sealed_bytes = static_cast<std::uint64_t>(sealed->number("bytes"));
    }
    // Whatever was read as empty, or not at all, is missed here.
    if (encode(entry) != text)
        return bad();
    return entry;
}

}  // namespace micklegate::commit
