#include "gateway/recognise/read_message.hpp"

#include "gateway/model/agency_kinds.hpp"
#include "gateway/model/rejection_codes.hpp"
#include "gateway/recognise/read_fields.hpp"

#include <algorithm>
#include <array>

namespace micklegate::recognise {
namespace {

using boost::json::object;

constexpr char const* kAt = "/x-message";

constexpr std::array<std::string_view, 13> kMessageKeys{"version", "row",        "senders", "recipients", "completes",
                                                        "states",  "rejections", "subject", "follows",    "effect",
                                                        "people",  "links",      "register"};
constexpr std::array<std::string_view, 4> kRegisterKeys{"name", "change", "record", "also"};
constexpr std::array<std::string_view, 3> kPersonKeys{"role", "name", "birth"};

Known agency_kind() { return {"a kind of agency", {kAgencyKinds.begin(), kAgencyKinds.end()}}; }

Known rejection_code()
{
    Known known{"a rejection code", {}};
    for (RejectionCode const& row : kRejectionCodes)
        known.words.emplace_back(row.code);
    return known;
}

std::set<std::string> words(SpecReader& reader, object const& message, std::string_view key, Known const& known,
                            std::size_t at_least)
{
    auto const listed = reader.words_at(message, key, kAt, known, at_least);
    return {listed.begin(), listed.end()};
}

bool has(std::vector<std::string> const& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

/// The steps of a message's life, in their order.
void read_life(SpecReader& reader, object const& message, MessageSpec& spec)
{
    static Known const kEnds{"a step that can finish a message", {"accepted", "delivered", "opened", "actioned"}};
    static Known const kStates{"a step of a recipient", {"delivered", "opened", "actioned", "rejected"}};
    spec.completes = reader.word_at(message, "completes", kAt, kEnds);
    spec.states = reader.words_at(message, "states", kAt, kStates, 0);
    if (!std::ranges::is_sorted(spec.states, {},
                                [](std::string const& state) { return std::ranges::find(kStates.words, state); }))
        reader.refuse(inner(kAt, "states"), "must stand in the order delivered, opened, actioned, rejected");
    if (spec.completes != "accepted" && !has(spec.states, spec.completes))
        reader.refuse(inner(kAt, "completes"), "must be accepted or one of the states");

    spec.rejections = words(reader, message, "rejections", rejection_code(), 0);
    if (spec.rejections.empty() && has(spec.states, "rejected"))
        reader.refuse(inner(kAt, "rejections"), "must name a code, because rejected is one of the states",
                      "Name why a recipient may reject it, or take rejected out of the states.");
    if (!spec.rejections.empty() && !has(spec.states, "rejected"))
        reader.refuse(inner(kAt, "rejections"), "must be [], because rejected is none of the states",
                      "Add rejected to the states, or take the codes away.");
}

void read_follows(SpecReader& reader, object const& message, MessageSpec& spec)
{
    static Known const effects{"what it does to the message it follows", {kEffects.begin(), kEffects.end()}};
    if (!message.contains("follows")) {
        if (message.contains("effect"))
            reader.refuse_key(inner(kAt, "effect"), "may stand only beside follows");
        return;
    }
    spec.follows_field = reader.word_at(message, "follows", kAt, uuid_field(spec));
    std::string const effect = reader.word_at(message, "effect", kAt, effects);
    if (auto const* const found = std::ranges::find(kEffects, effect); found != kEffects.end())
        spec.effect = static_cast<Effect>(found - kEffects.begin());
}

/// Parts of one full name, or a list of people by itself.
std::vector<std::string> read_name(SpecReader& reader, object const& person, std::string const& pointer,
                                   MessageSpec const& spec)
{
    Known known = text_field(spec);
    Known const lists = people_list(spec);
    if (!lists.words.empty())
        known.what = "a text field of this type or a list of names";
    known.words.insert(known.words.end(), lists.words.begin(), lists.words.end());
    auto fields = reader.words_at(person, "name", pointer, known, 1);
    if (fields.size() > 1 && std::ranges::any_of(fields, [&](auto const& field) { return has(lists.words, field); }))
        reader.refuse(inner(pointer, "name"), "must hold a list of people by itself",
                      "Give the list an object of its own in people.");
    return fields;
}

PersonSpec read_person(SpecReader& reader, object const& person, std::string const& pointer, MessageSpec const& spec)
{
    reader.allow_only(kPersonKeys, person, pointer);
    PersonSpec read;
    read.role = reader.text_at(person, "role", pointer);
    read.name_fields = read_name(reader, person, pointer, spec);
    if (person.contains("birth"))
        read.birth_field = reader.word_at(person, "birth", pointer, date_field(spec));
    return read;
}

void read_people(SpecReader& reader, object const& message, MessageSpec& spec)
{
    for (auto const& person : reader.array_at(message, "people", kAt)) {
        std::string const pointer = inner(inner(kAt, "people"), spec.people.size());
        if (!person.is_object())
            return reader.refuse(pointer, "must be an object");
        spec.people.push_back(read_person(reader, person.get_object(), pointer, spec));
    }
}

bool is_required(MessageSpec const& spec, std::string const& field)
{
    auto const* const required = spec.schema.if_contains("required");
    return required != nullptr && required->is_array() &&
           std::ranges::any_of(required->get_array(),
                               [&](auto const& name) { return name.is_string() && name.get_string() == field; });
}

/// A change without its record, or without a subject under whose key it is kept, could not be kept at all.
void read_register(SpecReader& reader, object const& message, MessageSpec& spec)
{
    if (!message.contains("register"))
        return;
    std::string const at = inner(kAt, "register");
    object const& in = reader.object_at(message, "register", kAt);
    reader.allow_only(kRegisterKeys, in, at);
    RegisterUse use;
    use.name = reader.text_at(in, "name", at);
    use.change = reader.text_at(in, "change", at);
    use.record_fields = reader.words_at(in, "record", at, text_field(spec), 1);
    if (in.contains("also"))
        use.also_fields = reader.words_at(in, "also", at, text_field(spec), 1);
    for (std::size_t i = 0; i < use.record_fields.size(); ++i)
        if (!is_required(spec, use.record_fields[i]))
            reader.refuse(inner(inner(at, "record"), i), "must be a required field, because it names the record");
    if (std::ranges::none_of(spec.subject_fields, [&](auto const& field) { return is_required(spec, field); }))
        reader.refuse(at, "needs a subject with a required field, because what is kept is locked under its key");
    spec.in_register = std::move(use);
}

}  // namespace

void read_message(SpecReader& reader, MessageSpec& spec)
{
    object const& message = reader.object_at(spec.schema, "x-message", "");
    reader.allow_only(kMessageKeys, message, kAt);
    spec.version = reader.count_at(message, "version", kAt);
    spec.row = reader.count_at(message, "row", kAt);
    spec.senders = words(reader, message, "senders", agency_kind(), 1);
    spec.recipients = words(reader, message, "recipients", agency_kind(), 1);
    read_life(reader, message, spec);
    if (message.contains("subject"))
        spec.subject_fields = reader.words_at(message, "subject", kAt, text_field(spec), 1);
    read_follows(reader, message, spec);
    read_people(reader, message, spec);
    read_register(reader, message, spec);
    spec.link_fields = reader.words_at(message, "links", kAt, text_field(spec), 0);
}

}  // namespace micklegate::recognise
