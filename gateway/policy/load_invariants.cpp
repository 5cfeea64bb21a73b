#include "gateway/policy/invariants.hpp"
#include "gateway/recognise/field_classes.hpp"
#include "gateway/toml/reader.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::policy {
namespace {

constexpr std::string_view kReference = "policies/README.md says what each key means.";

/// The file as far as it is read, and what its words are read against.
struct Reading {
    recognise::Catalogue const& catalogue;
    Invariants found{};
    std::set<std::string> names{};
    std::set<std::tuple<MessageType, std::string, std::string>> allowed{};
};

Words const& field_classes()
{
    static Words const words{recognise::kFieldClasses.begin(), recognise::kFieldClasses.end()};
    return words;
}

std::set<std::string> words_of(toml::Reader& reader, std::string_view key, Words const& known, std::string_view unknown)
{
    std::set<std::string> words = reader.texts_if(key);
    for (std::string const& word : words)
        if (!holds(known, word))
            reader.refuse_word(key, word, unknown, known);
    return words;
}

std::set<std::string> kinds_of(toml::Reader& reader, std::string_view key)
{
    return words_of(reader, key, agency_kinds(), "is no kind of agency");
}

std::set<std::string> bases_of(toml::Reader& reader, std::string_view key)
{
    return words_of(reader, key, lawful_bases(), "is no lawful basis");
}

std::set<std::string> classes_of(toml::Reader& reader, std::string_view key)
{
    return words_of(reader, key, field_classes(), "is no class of a field");
}

template <class Add>
Words words_in(recognise::Catalogue const& catalogue, Add const& add)
{
    std::set<std::string> words;
    for (auto const& [type, spec] : catalogue)
        add(spec, words);
    return {words.begin(), words.end()};
}

Words roles_in(recognise::Catalogue const& catalogue)
{
    return words_in(catalogue, [](recognise::MessageSpec const& spec, std::set<std::string>& roles) {
        for (recognise::PersonSpec const& person : spec.people)
            roles.insert(person.role);
    });
}

Words fields_in(recognise::Catalogue const& catalogue)
{
    return words_in(catalogue, [](recognise::MessageSpec const& spec, std::set<std::string>& names) {
        for (recognise::FieldSpec const& field : spec.fields)
            names.insert(field.name);
    });
}

/// So that a word that is new to the vocabulary falls under the ban until somebody excepts it.
std::set<std::string> all_but(Words const& known, std::set<std::string> const& excepted)
{
    std::set<std::string> rest{known.begin(), known.end()};
    for (std::string const& word : excepted)
        rest.erase(word);
    return rest;
}

Words type_names(recognise::Catalogue const& catalogue)
{
    Words names;
    for (auto const& [type, spec] : catalogue)
        names.push_back(type.get());
    return names;
}

/// The file's own "scrutiny.*" stands for every type that begins with "scrutiny.".
std::set<MessageType> types_of(toml::Reader& reader, recognise::Catalogue const& catalogue)
{
    std::set<MessageType> types;
    Words const known = type_names(catalogue);
    for (std::string const& word : reader.texts_if("types")) {
        std::string const family = word.ends_with(".*") ? word.substr(0, word.size() - 1) : std::string{};
        auto const meant = [&](std::string const& name) {
            return family.empty() ? name == word : name.starts_with(family);
        };
        if (std::none_of(known.begin(), known.end(), meant))
            reader.refuse_word("types", word,
                               family.empty() ? "is no message type of the catalogue" : "no message type belongs to",
                               known);
        for (std::string const& name : known)
            if (meant(name))
                types.insert(MessageType{name});
    }
    return types;
}

std::string name_of(toml::Reader& reader, Reading& reading)
{
    std::string name = reader.text("name");
    if (!reading.names.insert(name).second)
        reader.refuse("name", "is the name of two invariants");
    return name;
}

void read_sides(toml::Reader& file, Reading& reading)
{
    auto sides = file.table_if("sides");
    if (!sides) {
        file.refuse("sides", "is missing: it says on which side each kind of agency stands");
        return;
    }
    std::set<std::string> placed;
    for (std::string const& side : sides->keys()) {
        auto kinds = kinds_of(*sides, side);
        placed.insert(kinds.begin(), kinds.end());
        reading.found.sides[side] = std::move(kinds);
    }
    for (std::string const& kind : all_but(agency_kinds(), placed))
        file.refuse("sides", "places '" + kind + "' nowhere; each kind of agency stands on a side");
}

std::set<std::string> recipients_of(toml::Reader& reader, Reading const& reading)
{
    Words known;
    for (auto const& [side, kinds] : reading.found.sides)
        known.push_back(side);
    std::set<std::string> to = kinds_of(reader, "to");
    for (std::string const& side : words_of(reader, "to_sides", known, "[sides] does not have"))
        if (auto const found = reading.found.sides.find(side); found != reading.found.sides.end())
            to.insert(found->second.begin(), found->second.end());
    return to;
}

/// By name, or everybody but those named, who may be nobody: `all_roles_but = []`.
std::set<std::string> roles_of(toml::Reader& reader, recognise::Catalogue const& catalogue)
{
    constexpr std::string_view kUnknown = "nobody has in the catalogue";
    Words const known = roles_in(catalogue);
    auto roles = words_of(reader, "roles", known, kUnknown);
    if (!reader.has("all_roles_but"))
        return roles;
    if (!roles.empty())
        reader.refuse("roles", "and all_roles_but cannot both be given");
    std::set<std::string> spared;
    for (std::string const& role : reader.text_list("all_roles_but")) {
        if (!holds(known, role))
            reader.refuse_word("all_roles_but", role, kUnknown, known);
        spared.insert(role);
    }
    return all_but(known, spared);
}

Never read_never(toml::Reader& reader, Reading& reading)
{
    Never never{name_of(reader, reading),
                reader.text("why"),
                classes_of(reader, "classes"),
                roles_of(reader, reading.catalogue),
                words_of(reader, "fields", fields_in(reading.catalogue), "no message type has"),
                recipients_of(reader, reading),
                types_of(reader, reading.catalogue),
                bases_of(reader, "lawful_basis")};
    auto const spared = classes_of(reader, "all_classes_but");
    auto const lawful = bases_of(reader, "all_lawful_bases_but");
    reader.refuse_unread_keys();

    if (!never.classes.empty() && !spared.empty())
        reader.refuse("classes", "and all_classes_but cannot both be given");
    if (!never.lawful_bases.empty() && !lawful.empty())
        reader.refuse("lawful_basis", "and all_lawful_bases_but cannot both be given");
    if (!spared.empty())
        never.classes = all_but(field_classes(), spared);
    if (!lawful.empty())
        never.lawful_bases = all_but(lawful_bases(), lawful);
    if (never.classes.empty() && never.roles.empty() && never.fields.empty())
        reader.refuse("classes", "or roles or fields must say what is forbidden");
    if (never.to.empty() && never.types.empty() && never.lawful_bases.empty())
        reader.refuse("to", "or to_sides, types or a lawful basis must narrow it, or it would reach nobody at all");
    if (never.to.empty())
        never.to = all_but(agency_kinds(), {});
    return never;
}

Only read_only(toml::Reader& reader, Reading& reading)
{
    Only only{name_of(reader, reading),         reader.text("why"),       types_of(reader, reading.catalogue),
              bases_of(reader, "lawful_basis"), kinds_of(reader, "from"), kinds_of(reader, "to")};
    reader.refuse_unread_keys();
    if (only.types.empty() && only.lawful_bases.empty())
        reader.refuse("types", "or lawful_basis must say what passes only so");
    if (only.from.empty() && only.to.empty())
        reader.refuse("from", "or to must say between whom it may pass");
    return only;
}

Requires read_requires(toml::Reader& reader, Reading& reading)
{
    Requires needed{name_of(reader, reading),
                    reader.text("why"),
                    types_of(reader, reading.catalogue),
                    bases_of(reader, "lawful_basis"),
                    reader.text("condition"),
                    words_of(reader, "fields", fields_in(reading.catalogue), "no message type has")};
    constexpr int kMostYears = 150;
    needed.min = static_cast<int>(reader.whole_number_if("min", 0, kMostYears).value_or(needed.min));
    needed.max = static_cast<int>(reader.whole_number_if("max", needed.min, kMostYears).value_or(needed.max));
    if ((reader.has("min") || reader.has("max")) && needed.condition != "age")
        reader.refuse(reader.has("min") ? "min" : "max", "bounds an age, and the condition is another");
    if (!needed.fields.empty() && needed.condition == "working_time")
        reader.refuse("fields", "cannot be given: working time is no field's");
    reader.refuse_unread_keys();
    if (!holds(condition_words(), needed.condition))
        reader.refuse_word("condition", needed.condition, "is no kind of condition", condition_words());
    if (needed.types.empty() && needed.lawful_bases.empty())
        reader.refuse("condition", "needs types or lawful_basis: which rules must set it");
    return needed;
}

void read_explicit(toml::Reader& reader, Reading& reading)
{
    std::string const why = reader.text("why");
    auto const classes = classes_of(reader, "classes");
    reader.refuse_unread_keys();
    if (classes.empty())
        reader.refuse("classes", "is missing");
    for (std::string const& field_class : classes)
        if (!reading.found.explicit_classes.emplace(field_class, why).second)
            reader.refuse("classes", "names '" + field_class + "', which another [[explicit]] names too");
}

Allow read_allow(toml::Reader& reader, Reading& reading)
{
    Allow allow{types_of(reader, reading.catalogue), kinds_of(reader, "to"), classes_of(reader, "classes"),
                reader.text("why")};
    reader.refuse_unread_keys();
    for (auto const& [key, missing] : {std::pair{"types", allow.types.empty()}, std::pair{"to", allow.to.empty()},
                                       std::pair{"classes", allow.classes.empty()}})
        if (missing)
            reader.refuse(key, "is missing");
    for (std::string const& field_class : allow.classes) {
        if (!reading.found.explicit_classes.contains(field_class))
            reader.refuse_word("classes", field_class, "no [[explicit]] names, so that it needs no leave", {});
        for (MessageType const& type : allow.types)
            for (std::string const& kind : allow.to)
                if (!reading.allowed.emplace(type, kind, field_class).second)
                    reader.refuse("types", "names '" + type.get() + "', whose " + field_class +
                                               " another [[allow]] lets reach " + kind);
    }
    return allow;
}

template <class Item>
void read_all(toml::Reader& file, std::string_view key, Item (*read)(toml::Reader&, Reading&),
              std::vector<Item> Invariants::*items, Reading& reading)
{
    for (toml::Reader& table : file.tables(key))
        (reading.found.*items).push_back(read(table, reading));
}

}  // namespace

Result<Invariants> load_invariants(std::string_view path, std::string_view text, recognise::Catalogue const& catalogue)
{
    auto file = toml::parse(path, text, kReference);
    if (!file)
        return file.error();
    toml::Reader reader{*file};

    Reading reading{catalogue};
    read_sides(reader, reading);
    for (toml::Reader& table : reader.tables("explicit"))
        read_explicit(table, reading);
    read_all(reader, "never", read_never, &Invariants::never, reading);
    read_all(reader, "only", read_only, &Invariants::only, reading);
    read_all(reader, "requires", read_requires, &Invariants::required, reading);
    read_all(reader, "allow", read_allow, &Invariants::allowed, reading);
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return std::move(reading.found);
}

}  // namespace micklegate::policy
