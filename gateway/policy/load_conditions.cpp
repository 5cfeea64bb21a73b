#include "gateway/policy/load_conditions.hpp"

#include "gateway/json/fields.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::policy {
namespace {

using recognise::FieldSpec;
using recognise::MessageSpec;

std::vector<std::string> field_names(MessageSpec const& spec)
{
    std::vector<std::string> names;
    for (FieldSpec const& field : spec.fields)
        names.push_back(field.name);
    return names;
}

std::string schema_type(MessageSpec const& spec, std::string const& field)
{
    return json::text_at(spec.schema.at("properties").at(field).as_object(), "type");
}

std::string field_at(toml::Reader& reader, std::string_view key, MessageSpec const* spec)
{
    std::string name = reader.text(key);
    check_field(reader, key, name, spec);
    return name;
}

std::string time_field_at(toml::Reader& reader, std::string_view key, MessageSpec const* spec)
{
    std::string name = reader.text(key);
    auto const* const field = check_field(reader, key, name, spec);
    if (field != nullptr && field->check != "date" && field->check != "date-time")
        reader.refuse(key, "must name a field with the x-check date or date-time");
    return name;
}

AgeCondition read_age(toml::Reader& reader, MessageSpec const* spec)
{
    AgeCondition age;
    age.birth_field = time_field_at(reader, "birth", spec);
    age.on_field = reader.text("on");
    if (age.on_field != "now")
        age.on_field = time_field_at(reader, "on", spec);
    age.min = reader.whole_number("min");
    age.max = reader.whole_number("max");
    if (age.min > age.max)
        reader.refuse("min", "is above max, so nobody is of that age");
    return age;
}

/// A value that the schema does not admit could never be sent: the rule could never match.
void check_value(toml::Reader& reader, boost::json::value const& value, std::string const& field,
                 MessageSpec const& spec)
{
    std::string const type = schema_type(spec, field);
    bool const fits = type == "boolean" ? value.is_bool() : type == "integer" ? value.is_int64() : value.is_string();
    if (!fits)
        reader.refuse("values", "holds a value that is not of the field's type, " + type);
    auto const* const words = spec.schema.at("properties").at(field).as_object().if_contains("enum");
    if (!fits || words == nullptr)
        return;
    auto const& known = words->as_array();
    if (std::find(known.begin(), known.end(), value) != known.end() || !value.is_string())
        return;
    std::vector<std::string> texts;
    for (auto const& word : known)
        if (word.is_string())
            texts.emplace_back(word.get_string());
    reader.refuse_word("values", std::string_view{value.get_string()}, "the field can never hold", texts);
}

OneOfCondition read_one_of(toml::Reader& reader, MessageSpec const* spec)
{
    OneOfCondition one_of{reader.text("field"), reader.scalars("values")};
    if (check_field(reader, "field", one_of.field, spec) != nullptr)
        for (auto const& value : one_of.values)
            check_value(reader, value, one_of.field, *spec);
    return one_of;
}

ConsentCondition read_consent(toml::Reader& reader, MessageSpec const* spec)
{
    ConsentCondition consent{field_at(reader, "field", spec)};
    if (spec != nullptr && spec->field(consent.field) != nullptr && schema_type(*spec, consent.field) != "boolean")
        reader.refuse("field", "must name a field of the type boolean");
    return consent;
}

PresentCondition read_present(toml::Reader& reader, MessageSpec const* spec)
{
    return {field_at(reader, "field", spec)};
}

AbsentCondition read_absent(toml::Reader& reader, MessageSpec const* spec)
{
    AbsentCondition absent{field_at(reader, "field", spec)};
    if (spec == nullptr || !spec->schema.contains("required"))
        return absent;
    auto const& required = spec->schema.at("required").as_array();
    if (std::find(required.begin(), required.end(), boost::json::value(absent.field)) != required.end())
        reader.refuse("field", "names '" + absent.field + "', which every message has, so that this never holds");
    return absent;
}

InForceCondition read_in_force(toml::Reader& reader, MessageSpec const* spec)
{
    return {time_field_at(reader, "from", spec), time_field_at(reader, "until", spec)};
}

RecentCondition read_recent(toml::Reader& reader, MessageSpec const* spec)
{
    RecentCondition recent;
    recent.on_field = time_field_at(reader, "on", spec);
    recent.at_most_days = reader.whole_number("at_most_days");
    return recent;
}

AreaCondition read_area(toml::Reader& reader, MessageSpec const* spec)
{
    AreaCondition area{reader.text("postcode"), reader.texts("areas")};
    auto const* const field = check_field(reader, "postcode", area.postcode_field, spec);
    if (field != nullptr && field->check != "postcode")
        reader.refuse("postcode", "must name a field with the x-check postcode");
    return area;
}

WorkingTimeCondition read_working_time(toml::Reader&, MessageSpec const*) { return {}; }

std::string read_code(toml::Reader& reader)
{
    std::string code = reader.text("code");
    if (code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        reader.refuse("code", "must be lower-case words joined by '_'");
    return code;
}

/// One table may ask two things: the age, and that the recipient takes pupils of that age.
void read_ages(toml::Reader& rule, MessageSpec const* spec, std::vector<Condition>& conditions)
{
    for (toml::Reader& table : rule.tables("age")) {
        AgeCondition const age = read_age(table, spec);
        bool const recipient_takes_age = table.flag_or("recipient_takes_age", false);
        std::string const code = read_code(table);
        table.refuse_unread_keys();
        conditions.push_back({age, code});
        if (recipient_takes_age)
            conditions.push_back({RecipientTakesAgeCondition{age.birth_field, age.on_field}, code});
    }
}

template <class Asks>
void read_all(toml::Reader& rule, std::string_view key, Asks (*read)(toml::Reader&, MessageSpec const*),
              MessageSpec const* spec, std::vector<Condition>& conditions)
{
    for (toml::Reader& table : rule.tables(key)) {
        Condition condition{read(table, spec), read_code(table)};
        table.refuse_unread_keys();
        conditions.push_back(std::move(condition));
    }
}

}  // namespace

FieldSpec const* check_field(toml::Reader& reader, std::string_view key, std::string const& name,
                             MessageSpec const* spec)
{
    if (spec == nullptr || name.empty())
        return nullptr;
    auto const* const field = spec->field(name);
    if (field == nullptr)
        reader.refuse_word(key, name, spec->type.get() + " does not have", field_names(*spec));
    return field;
}

std::vector<Condition> read_conditions(toml::Reader& rule, MessageSpec const* spec)
{
    std::vector<Condition> conditions;
    read_all(rule, "one_of", read_one_of, spec, conditions);
    read_all(rule, "consent", read_consent, spec, conditions);
    read_all(rule, "present", read_present, spec, conditions);
    read_all(rule, "absent", read_absent, spec, conditions);
    read_ages(rule, spec, conditions);
    read_all(rule, "recent", read_recent, spec, conditions);
    read_all(rule, "in_force", read_in_force, spec, conditions);
    read_all(rule, "area", read_area, spec, conditions);
    read_all(rule, "working_time", read_working_time, spec, conditions);
    return conditions;
}

}  // namespace micklegate::policy
