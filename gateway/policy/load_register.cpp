#include "gateway/policy/load_register.hpp"

#include "gateway/json/strict_json.hpp"
#include "gateway/recognise/spec_reader.hpp"

#include <array>

namespace micklegate::policy {
namespace {

using boost::json::object;
using recognise::Known;
using recognise::SpecReader;

constexpr std::array<std::string_view, 6> kKeys{"title", "description", "keep", "references", "people", "keep_days"};
constexpr std::array<std::string_view, 8> kPersonKeys{"role",        "description", "forename",  "surname",
                                                      "other_names", "birth",       "addresses", "numbers"};

std::string stem(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return std::string{path.substr(0, path.rfind('.'))};
}

/// Fields of the messages that change the register.
Known fields_of(std::string_view name, recognise::Catalogue const& catalogue)
{
    std::set<std::string> fields;
    for (auto const& [type, spec] : catalogue)
        if (spec.in_register && spec.in_register->name == name)
            for (recognise::FieldSpec const& field : spec.fields)
                fields.insert(field.name);
    return {"a field of a message that changes this register", {fields.begin(), fields.end()}};
}

std::map<std::string, std::string> checks_of(RegisterSpec const& spec, recognise::Catalogue const& catalogue)
{
    std::map<std::string, std::string> checks;
    for (auto const& [type, message] : catalogue)
        if (message.in_register && message.in_register->name == spec.name)
            for (recognise::FieldSpec const& field : message.fields)
                if (!field.check.empty() && spec.keep.contains(field.name))
                    checks.emplace(field.name, field.check);
    return checks;
}

RegisterPerson read_person(SpecReader& reader, object const& in, std::string const& at, Known const& kept)
{
    reader.allow_only(kPersonKeys, in, at);
    auto const word = [&](std::string_view key) {
        return in.contains(key) ? reader.word_at(in, key, at, kept) : std::string{};
    };
    auto const words = [&](std::string_view key) {
        return in.contains(key) ? reader.words_at(in, key, at, kept, 1) : std::vector<std::string>{};
    };
    RegisterPerson person;
    person.role = reader.text_at(in, "role", at);
    person.forename = reader.word_at(in, "forename", at, kept);
    person.surname = reader.word_at(in, "surname", at, kept);
    person.other_names = word("other_names");
    person.birth = word("birth");
    person.addresses = words("addresses");
    person.numbers = words("numbers");
    return person;
}

}  // namespace

Result<RegisterSpec> load_register(std::string_view file, std::string_view text, recognise::Catalogue const& catalogue)
{
    auto const parsed = json::parse_file(file, text);
    if (!parsed)
        return parsed.error();
    SpecReader reader{file, text};
    static object const none;
    object const& in = parsed->is_object() ? parsed->get_object() : none;
    if (!parsed->is_object())
        reader.refuse("", "must be a JSON object");
    reader.allow_only(kKeys, in, "");

    RegisterSpec spec;
    spec.name = stem(file);
    spec.title = reader.text_at(in, "title", "");
    auto const keep = reader.words_at(in, "keep", "", fields_of(spec.name, catalogue), 1);
    spec.keep = {keep.begin(), keep.end()};
    spec.checks = checks_of(spec, catalogue);
    Known const kept{"a field that the register keeps", keep};
    spec.references = reader.words_at(in, "references", "", kept, 0);
    if (in.contains("keep_days"))
        spec.keep_days = reader.count_at(in, "keep_days", "");
    for (auto const& person : reader.array_at(in, "people", "")) {
        std::string const at = recognise::inner("/people", spec.people.size());
        if (!person.is_object()) {
            reader.refuse(at, "must be an object");
            break;
        }
        spec.people.push_back(read_person(reader, person.get_object(), at, kept));
    }
    if (reader.fault())
        return *reader.fault();
    return spec;
}

}  // namespace micklegate::policy
