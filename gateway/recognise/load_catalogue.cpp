#include "gateway/recognise/load_catalogue.hpp"

#include "gateway/json/pointer.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/field_classes.hpp"
#include "gateway/recognise/identifiers.hpp"
#include "gateway/recognise/schema_validator.hpp"

#include <algorithm>
#include <array>

namespace micklegate::recognise {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::string_view kIdPrefix = "urn:micklegate:message:";

constexpr std::array<std::string_view, 20> kTypeKeys{
    "$schema",   "$id",        "title",       "description", "type",  "additionalProperties",
    "required",  "properties", "definitions", "examples",    "allOf", "anyOf",
    "oneOf",     "not",        "if",          "then",        "else",  "dependencies",
    "x-message", "x-recipient"};
constexpr std::array<std::string_view, 21> kFieldKeys{
    "title",     "description", "type",        "enum",       "const",      "format",
    "minLength", "maxLength",   "minimum",     "maximum",    "multipleOf", "items",
    "minItems",  "maxItems",    "uniqueItems", "properties", "required",   "additionalProperties",
    "x-class",   "x-check",     "x-not-after"};
constexpr std::array<std::string_view, 3> kMessageKeys{"version", "subject", "follows"};
constexpr std::array<std::string_view, 8> kRecipientKeys{"by",         "name", "urn",     "postcode",
                                                         "birth_date", "on",   "area_if", "area_postcode"};

/// Reads one file and remembers the first thing wrong with it.
class SpecReader {
public:
    explicit SpecReader(std::string_view file) : file_{file} {}

    Result<MessageSpec> read(std::string_view text)
    {
        auto parsed = json::parse_strict(text);
        if (!parsed)
            return problem(parsed.error().code, file_ + ": " + one_line(parsed.error()));
        if (!parsed->is_object())
            return problem(ProblemCode::kConfiguration, file_ + ": is not a JSON object");

        spec_.schema = std::move(parsed->get_object());
        read_type();
        read_fields();
        read_message();
        read_recipient();
        if (!fault_)
            compile();
        if (!fault_)
            try_examples();
        if (fault_)
            return *std::move(fault_);
        return std::move(spec_);
    }

private:
    void fail(std::string const& pointer, std::string const& detail)
    {
        if (!fault_)
            fault_ = problem(ProblemCode::kConfiguration,
                             file_ + ": " + (pointer.empty() ? "the file" : pointer) + " " + detail + ".");
    }

    template <std::size_t N>
    void allow_only(std::array<std::string_view, N> const& keys, object const& in, std::string const& pointer)
    {
        for (auto const& member : in)
            if (std::find(keys.begin(), keys.end(), std::string_view{member.key()}) == keys.end())
                fail(pointer + '/' + json::pointer_token(member.key()), "is not a keyword that may stand here");
    }

    object const& object_at(object const& in, std::string_view key, std::string const& pointer)
    {
        static object const none;
        auto const* const found = in.if_contains(key);
        if (found != nullptr && found->is_object())
            return found->get_object();
        fail(pointer + '/' + std::string{key}, "must be an object");
        return none;
    }

    std::string text_at(object const& in, std::string_view key, std::string const& pointer)
    {
        std::string text{text_of(in, key)};
        if (text.empty())
            fail(pointer + '/' + std::string{key}, "must be a text that is not empty");
        return text;
    }

    /// Empty where the key is absent.
    std::string optional_text_at(object const& in, std::string_view key, std::string const& pointer)
    {
        return in.contains(key) ? text_at(in, key, pointer) : std::string{};
    }

    void read_type()
    {
        allow_only(kTypeKeys, spec_.schema, "");
        std::string const id = text_at(spec_.schema, "$id", "");
        std::string const name = id.starts_with(kIdPrefix) ? id.substr(kIdPrefix.size()) : std::string{};
        std::string_view const path = file_;
        if (name.empty() || path.substr(path.rfind('/') + 1) != name + ".json")
            fail("/$id", "must be \"" + std::string{kIdPrefix} + "\" and the file's name without \".json\"");
        spec_.type = MessageType{name};
        spec_.title = text_at(spec_.schema, "title", "");
        if (text_of(spec_.schema, "type") != "object")
            fail("/type", "must be \"object\"");
        auto const* const open = spec_.schema.if_contains("additionalProperties");
        if (open == nullptr || !open->is_bool() || open->get_bool())
            fail("/additionalProperties", "must be false");
    }

    void read_fields()
    {
        for (auto const& member : object_at(spec_.schema, "properties", "")) {
            std::string const pointer = "/properties/" + json::pointer_token(member.key());
            auto const* const property = member.value().if_object();
            if (property == nullptr) {
                fail(pointer, "must be an object");
                continue;
            }
            allow_only(kFieldKeys, *property, pointer);
            FieldSpec field;
            field.name = member.key();
            field.title = text_at(*property, "title", pointer);
            field.field_class = text_at(*property, "x-class", pointer);
            field.check = optional_text_at(*property, "x-check", pointer);
            field.not_after = optional_text_at(*property, "x-not-after", pointer);
            if (!is_field_class(field.field_class))
                fail(pointer + "/x-class", "is not a known field class");
            if (!field.check.empty() && named_check(field.check) == nullptr)
                fail(pointer + "/x-check", "is not a known check");
            if (!field.check.empty() && text_of(*property, "type") != "string")
                fail(pointer + "/x-check", "needs the type \"string\"");
            spec_.fields.push_back(std::move(field));
        }
        for (FieldSpec const& field : spec_.fields)
            if (!field.not_after.empty() &&
                !(is_time(field) && (field.not_after == "now" || is_time_field(field.not_after))))
                fail("/properties/" + json::pointer_token(field.name) + "/x-not-after",
                     "must compare a date or date-time with another or \"now\"");
        if (auto const* const required = spec_.schema.if_contains("required"))
            read_names(*required, "/required");
    }

    static bool is_time(FieldSpec const& field) noexcept { return field.check == "date" || field.check == "date-time"; }

    bool is_time_field(std::string_view name) const noexcept
    {
        auto const* const field = spec_.field(name);
        return field != nullptr && is_time(*field);
    }

    /// An array of names of fields.
    std::vector<std::string> read_names(value const& list, std::string const& pointer)
    {
        std::vector<std::string> names;
        auto const* const array = list.if_array();
        if (array == nullptr)
            fail(pointer, "must be an array of field names");
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            auto const* const name = (*array)[i].if_string();
            if (name == nullptr || spec_.field(*name) == nullptr)
                fail(pointer + '/' + std::to_string(i), "is not a field of this type");
            else
                names.emplace_back(*name);
        }
        return names;
    }

    void read_message()
    {
        object const& message = object_at(spec_.schema, "x-message", "");
        allow_only(kMessageKeys, message, "/x-message");
        auto const* const version = message.if_contains("version");
        if (version == nullptr || !version->is_int64() || version->get_int64() < 1 || version->get_int64() > 9999)
            fail("/x-message/version", "must be a whole number from 1");
        else
            spec_.version = static_cast<int>(version->get_int64());
        if (auto const* const subject = message.if_contains("subject"))
            spec_.subject_fields = read_names(*subject, "/x-message/subject");
        if (message.contains("follows"))
            read_follows(message);
    }

    void read_follows(object const& message)
    {
        spec_.follows_field = text_at(message, "follows", "/x-message");
        auto const* const field = spec_.field(spec_.follows_field);
        if (field == nullptr || field->check != "uuid")
            fail("/x-message/follows", "must be a field of this type with the x-check uuid");
    }

    void read_recipient()
    {
        object const& recipient = object_at(spec_.schema, "x-recipient", "");
        allow_only(kRecipientKeys, recipient, "/x-recipient");
        std::string const by = text_at(recipient, "by", "/x-recipient");
        if (by == "sender") {
            if (recipient.size() != 1)
                fail("/x-recipient", "needs nothing but \"by\" when the sender names the recipient");
            return;
        }
        if (by != "school")
            fail("/x-recipient/by", "must be \"sender\" or \"school\"");
        RecipientRule& rule = spec_.recipient;
        rule.by = RecipientRule::By::kSchool;
        rule.name_field = field_at(recipient, "name");
        rule.urn_field = field_at(recipient, "urn");
        rule.postcode_field = field_at(recipient, "postcode");
        rule.birth_date_field = field_at(recipient, "birth_date");
        rule.on_field = field_at(recipient, "on");
        if (!is_time_field(rule.birth_date_field) || !is_time_field(rule.on_field))
            fail("/x-recipient", "must count the age from a date to a date or date-time");
        if (recipient.contains("area_if") || recipient.contains("area_postcode")) {
            rule.area_if_field = field_at(recipient, "area_if");
            rule.area_postcode_field = field_at(recipient, "area_postcode");
        }
    }

    std::string field_at(object const& recipient, std::string_view key)
    {
        std::string name = text_at(recipient, key, "/x-recipient");
        if (spec_.field(name) == nullptr)
            fail("/x-recipient/" + std::string{key}, "is not a field of this type");
        return name;
    }

    void compile()
    {
        auto validator = compile_schema(spec_.schema);
        if (!validator)
            return fail("", one_line(validator.error()));
        spec_.validator = *std::move(validator);
    }

    void try_examples()
    {
        auto const* const examples = spec_.schema.if_contains("examples");
        if (examples == nullptr || !examples->is_array() || examples->get_array().empty())
            return fail("/examples", "must be an array with at least one example");
        for (std::size_t i = 0; i < examples->get_array().size(); ++i)
            try_example(examples->get_array()[i], "/examples/" + std::to_string(i));
    }

    void try_example(value example, std::string const& pointer)
    {
        if (!example.is_object())
            return fail(pointer, "must be an object");
        object& data = example.get_object();
        if (auto const faults = schema_faults(*spec_.validator, data))
            return fail(pointer,
                        "does not fit: " + faults->errors.front().pointer + " " + faults->errors.front().detail);
        ValueFaults const faults = check_values(spec_, data, std::nullopt);
        for (auto const* const list : {&faults.impossible, &faults.unproven})
            if (!list->empty())
                return fail(pointer, "does not fit: " + list->front().pointer + " " + list->front().detail);
    }

    std::string file_;
    MessageSpec spec_;
    std::optional<Problem> fault_;
};

}  // namespace

Result<MessageSpec> load_message_spec(std::string_view file, std::string_view text)
{
    return SpecReader{file}.read(text);
}

}  // namespace micklegate::recognise
