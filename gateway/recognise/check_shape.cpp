#include "gateway/recognise/check_shape.hpp"

#include "gateway/json/fields.hpp"

#include <array>

namespace micklegate::recognise {
namespace {

using boost::json::object;

/// The first three belong to a field as a whole; what is inside it has the others only.
constexpr std::array<std::string_view, 21> kFieldKeys{
    "x-class", "x-check",  "x-not-after", "title",       "description", "type",     "enum",
    "const",   "format",   "minLength",   "maxLength",   "minimum",     "maximum",  "multipleOf",
    "items",   "minItems", "maxItems",    "uniqueItems", "properties",  "required", "additionalProperties"};
constexpr auto kInnerKeys = std::span{kFieldKeys}.subspan<3>();

void check_shape(SpecReader& reader, object const& shape, std::string const& pointer);

void check_inner(SpecReader& reader, object const& shape, std::string const& pointer)
{
    for (std::string_view const key : std::span{kFieldKeys}.first<3>())
        if (shape.contains(key))
            reader.refuse_key(inner(pointer, key), "belongs to the field as a whole, not to a part of it");
    reader.allow_only(kInnerKeys, shape, pointer);
    check_shape(reader, shape, pointer);
}

void check_object(SpecReader& reader, object const& shape, std::string const& pointer)
{
    auto const* const open = shape.if_contains("additionalProperties");
    if (open == nullptr || !open->is_bool() || open->get_bool())
        reader.refuse_unfit(shape, "additionalProperties", pointer, "false");
    Known members{"a property of this object", {}};
    for (auto const& member : reader.object_at(shape, "properties", pointer)) {
        std::string const at = inner(inner(pointer, "properties"), member.key());
        members.words.emplace_back(member.key());
        auto const* const property = member.value().if_object();
        if (property == nullptr) {
            reader.refuse(at, "must be an object");
            continue;
        }
        static_cast<void>(reader.text_at(*property, "title", at));
        check_inner(reader, *property, at);
    }
    if (shape.contains("required"))
        static_cast<void>(reader.words_at(shape, "required", pointer, members, 0));
}

void check_shape(SpecReader& reader, object const& shape, std::string const& pointer)
{
    static Known const kTypes{"the name of a type", {"string", "boolean", "integer", "array", "object"}};
    std::string const type = reader.word_at(shape, "type", pointer, kTypes);
    if (type == "string") {
        static_cast<void>(reader.count_at(shape, "maxLength", pointer));
    } else if (type == "array") {
        static_cast<void>(reader.count_at(shape, "maxItems", pointer));
        check_inner(reader, reader.object_at(shape, "items", pointer), inner(pointer, "items"));
    } else if (type == "object") {
        check_object(reader, shape, pointer);
    }
}

}  // namespace

void check_field_shape(SpecReader& reader, object const& property, std::string const& pointer)
{
    reader.allow_only(kFieldKeys, property, pointer);
    check_shape(reader, property, pointer);
}

}  // namespace micklegate::recognise
