#include "gateway/recognise/load_catalogue.hpp"

#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/read_fields.hpp"
#include "gateway/recognise/read_message.hpp"
#include "gateway/recognise/read_recipient.hpp"
#include "gateway/recognise/schema_validator.hpp"
#include "gateway/recognise/spec_reader.hpp"
#include "gateway/recognise/try_examples.hpp"

#include <array>

namespace micklegate::recognise {
namespace {

constexpr std::string_view kIdPrefix = "urn:micklegate:message:";

constexpr std::array<std::string_view, 19> kTypeKeys{
    "$schema",    "$id",        "title",    "description", "type",         "additionalProperties",
    "required",   "properties", "examples", "allOf",       "anyOf",        "oneOf",
    "not",        "if",         "then",     "else",        "dependencies", "x-message",
    "x-recipient"};

/// Words of lower-case letters, digits and hyphens, parted by full stops.
bool is_type_name(std::string_view name)
{
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos &&
           name.find("..") == std::string_view::npos && name.front() != '.' && name.back() != '.';
}

std::string_view stem(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return path.ends_with(".json") ? path.substr(0, path.size() - 5) : std::string_view{};
}

void read_type(SpecReader& reader, std::string_view file, MessageSpec& spec)
{
    reader.allow_only(kTypeKeys, spec.schema, "");
    std::string const id = reader.text_at(spec.schema, "$id", "");
    std::string const name = id.starts_with(kIdPrefix) ? id.substr(kIdPrefix.size()) : std::string{};
    if (!is_type_name(name) || name != stem(file))
        reader.refuse("/$id", "must be \"" + std::string{kIdPrefix} +
                                  "\" and the file's name without \".json\", in lower-case words");
    spec.type = MessageType{name};
    spec.title = reader.text_at(spec.schema, "title", "");
    if (text_of(spec.schema, "type") != "object")
        reader.refuse_unfit(spec.schema, "type", "", "\"object\"");
    auto const* const open = spec.schema.if_contains("additionalProperties");
    if (open == nullptr || !open->is_bool() || open->get_bool())
        reader.refuse_unfit(spec.schema, "additionalProperties", "", "false");
}

void compile(SpecReader& reader, MessageSpec& spec)
{
    auto validator = compile_schema(spec.schema);
    if (validator) {
        spec.validator = *std::move(validator);
        return;
    }
    Problem const& fault = validator.error();
    if (fault.errors.empty())
        reader.refuse("", fault.detail, fault.next);
    else
        reader.refuse_key(fault.errors.front().pointer, fault.errors.front().detail, fault.next);
}

}  // namespace

Result<MessageSpec> load_message_spec(std::string_view file, std::string_view text)
{
    auto parsed = json::parse_file(file, text);
    if (!parsed)
        return parsed.error();
    SpecReader reader{file, text};
    MessageSpec spec;
    if (auto* const object = parsed->if_object())
        spec.schema = std::move(*object);
    else
        reader.refuse("", "must be a JSON object");

    read_type(reader, file, spec);
    read_fields(reader, spec);
    read_message(reader, spec);
    read_recipient(reader, spec);
    if (!reader.fault())
        compile(reader, spec);
    if (!reader.fault())
        try_examples(reader, spec);
    if (reader.fault())
        return *reader.fault();
    return spec;
}

}  // namespace micklegate::recognise
