#include "gateway/recognise/read_fields.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/recognise/check_shape.hpp"
#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/field_classes.hpp"
#include "gateway/recognise/identifiers.hpp"

namespace micklegate::recognise {
namespace {

using boost::json::object;

template <class Wanted>
Known fields_of(MessageSpec const& spec, std::string_view what, Wanted const& wanted)
{
    Known known{what, {}};
    for (FieldSpec const& field : spec.fields)
        if (wanted(field))
            known.words.push_back(field.name);
    return known;
}

Known field_class() { return {"a field class", {kFieldClasses.begin(), kFieldClasses.end()}}; }

Known check_name()
{
    Known known{"the name of a check", {}};
    for (NamedCheck const& check : named_checks())
        known.words.emplace_back(check.name);
    return known;
}

FieldSpec read_field(SpecReader& reader, std::string_view name, object const& property, std::string const& pointer)
{
    FieldSpec field;
    field.name = name;
    field.title = reader.text_at(property, "title", pointer);
    field.field_class = reader.word_at(property, "x-class", pointer, field_class());
    field.not_after = reader.optional_text_at(property, "x-not-after", pointer);
    if (property.contains("x-check")) {
        field.check = reader.word_at(property, "x-check", pointer, check_name());
        if (text_of(property, "type") != "string")
            reader.refuse(inner(pointer, "x-check"), "needs the type \"string\"");
    }
    check_field_shape(reader, property, pointer);
    return field;
}

bool is_time(FieldSpec const& field) noexcept { return field.check == "date" || field.check == "date-time"; }

/// Once all fields are read: another one may stand anywhere in the file.
void check_not_after(SpecReader& reader, MessageSpec const& spec)
{
    Known bounds{"\"now\" or a date or date-time field of this type", time_field(spec).words};
    bounds.words.emplace_back("now");
    for (FieldSpec const& field : spec.fields) {
        if (field.not_after.empty())
            continue;
        std::string const pointer = inner(inner("/properties", field.name), "x-not-after");
        if (!is_time(field))
            reader.refuse_key(pointer, "needs the x-check date or date-time");
        reader.check_word(pointer, field.not_after, bounds);
    }
}

}  // namespace

void read_fields(SpecReader& reader, MessageSpec& spec)
{
    for (auto const& member : reader.object_at(spec.schema, "properties", "")) {
        std::string const pointer = inner("/properties", member.key());
        if (auto const* const property = member.value().if_object())
            spec.fields.push_back(read_field(reader, member.key(), *property, pointer));
        else
            reader.refuse(pointer, "must be an object");
    }
    check_not_after(reader, spec);
    if (spec.schema.contains("required"))
        static_cast<void>(reader.words_at(spec.schema, "required", "", any_field(spec), 0));
}

Known any_field(MessageSpec const& spec)
{
    return fields_of(spec, "a field of this type", [](FieldSpec const&) { return true; });
}

Known text_field(MessageSpec const& spec)
{
    object const& properties = json::object_at(spec.schema, "properties");
    return fields_of(spec, "a text field of this type", [&properties](FieldSpec const& field) {
        return json::text_at(json::object_at(properties, field.name), "type") == "string";
    });
}

Known people_list(MessageSpec const& spec)
{
    object const& properties = json::object_at(spec.schema, "properties");
    return fields_of(spec, "a list of this type that holds names", [&properties](FieldSpec const& field) {
        object const& items = json::object_at(json::object_at(properties, field.name), "items");
        object const& name = json::object_at(json::object_at(items, "properties"), kListedName);
        return json::text_at(items, "type") == "string" || json::text_at(name, "type") == "string";
    });
}

Known date_field(MessageSpec const& spec)
{
    return fields_of(spec, "a field of this type with the x-check date",
                     [](FieldSpec const& field) { return field.check == "date"; });
}

Known time_field(MessageSpec const& spec)
{
    return fields_of(spec, "a field of this type with the x-check date or date-time", is_time);
}

Known uuid_field(MessageSpec const& spec)
{
    return fields_of(spec, "a field of this type with the x-check uuid",
                     [](FieldSpec const& field) { return field.check == "uuid"; });
}

}  // namespace micklegate::recognise
