#include "gateway/decide/load_agreement.hpp"

#include "gateway/decide/vocabulary.hpp"
#include "gateway/toml/reader.hpp"

namespace micklegate::decide {
namespace {

constexpr std::string_view kReference = "policies/README.md says what each key means.";

/// What the whole agreement says that each of its rules is read against.
struct Terms {
    recognise::Catalogue const& catalogue;
    std::set<std::string> parties;
    bool names_agencies = false;  ///< a party is one agency, whose kind is not known here
    std::map<std::string, std::string> purposes;
    std::map<std::string, std::string> retention;
};

bool is_agency_id(std::string_view party) { return party.find('.') != std::string_view::npos; }

Terms read_terms(toml::Reader& reader, recognise::Catalogue const& catalogue)
{
    Terms terms{catalogue, reader.texts("parties"), false, reader.glossary("purposes"), reader.glossary("retention")};
    for (std::string const& party : terms.parties) {
        if (is_agency_id(party))
            terms.names_agencies = true;
        else if (!is_agency_kind(party))
            reader.refuse("parties", "names '" + party + "', which is no kind of agency");
    }
    return terms;
}

void check_code(toml::Reader& reader, std::string const& code)
{
    if (code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        reader.refuse("code", "must be lower-case words joined by '_'");
}

void check_field(toml::Reader& reader, std::string_view key, std::string const& field,
                 recognise::MessageSpec const* spec)
{
    if (spec != nullptr && spec->field(field) == nullptr)
        reader.refuse(key, "names '" + field + "', which " + spec->type.get() + " does not have");
}

AgeCondition read_age(toml::Reader& reader, recognise::MessageSpec const* spec)
{
    AgeCondition age;
    age.birth_field = reader.text("birth");
    age.on_field = reader.text("on");
    age.min = reader.whole_number("min");
    age.max = reader.whole_number("max");
    age.recipient_takes_age = reader.flag_or("recipient_takes_age", false);
    age.code = reader.text("code");
    reader.refuse_unread_keys();

    check_field(reader, "birth", age.birth_field, spec);
    check_field(reader, "on", age.on_field, spec);
    check_code(reader, age.code);
    if (age.min > age.max)
        reader.refuse("min", "is above max, so nobody is of that age");
    return age;
}

EqualsCondition read_equals(toml::Reader& reader, recognise::MessageSpec const* spec)
{
    EqualsCondition equals;
    equals.field = reader.text("field");
    equals.value = reader.scalar("value");
    equals.code = reader.text("code");
    reader.refuse_unread_keys();

    check_field(reader, "field", equals.field, spec);
    check_code(reader, equals.code);
    return equals;
}

RecentCondition read_recent(toml::Reader& reader, recognise::MessageSpec const* spec)
{
    RecentCondition recent;
    recent.on_field = reader.text("on");
    recent.at_most_days = reader.whole_number("at_most_days");
    recent.code = reader.text("code");
    reader.refuse_unread_keys();

    check_field(reader, "on", recent.on_field, spec);
    check_code(reader, recent.code);
    return recent;
}

std::set<std::string> read_kinds(toml::Reader& reader, std::string_view key, Terms const& terms)
{
    auto kinds = reader.texts(key);
    for (std::string const& kind : kinds) {
        if (!is_agency_kind(kind))
            reader.refuse(key, "names '" + kind + "', which is no kind of agency");
        if (!terms.names_agencies && !terms.parties.contains(kind))
            reader.refuse(key, "names '" + kind + "', which is no party to this agreement");
    }
    return kinds;
}

std::string known(toml::Reader& reader, std::string_view key, bool (*is_known)(std::string_view) noexcept)
{
    std::string word = reader.text(key);
    if (!is_known(word))
        reader.refuse(key, "'" + word + "' is not one of the words known here");
    return word;
}

std::string declared(toml::Reader& reader, std::string_view key, std::map<std::string, std::string> const& words)
{
    std::string word = reader.text(key);
    if (!words.contains(word))
        reader.refuse(key, "'" + word + "' is not declared at the top of this agreement");
    return word;
}

Rule read_rule(toml::Reader& reader, Terms const& terms)
{
    Rule rule;
    rule.name = reader.text("name");
    rule.type = MessageType{reader.text("type")};
    auto const found = terms.catalogue.find(rule.type);
    auto const* const spec = found == terms.catalogue.end() ? nullptr : &found->second;
    if (spec == nullptr)
        reader.refuse("type", "'" + rule.type.get() + "' is no message type of the catalogue");

    rule.from = read_kinds(reader, "from", terms);
    rule.to = read_kinds(reader, "to", terms);
    rule.purpose = declared(reader, "purpose", terms.purposes);
    rule.lawful_basis = known(reader, "lawful_basis", is_lawful_basis);
    rule.lawful_basis_text = reader.text("lawful_basis_text");
    for (toml::Reader& age : reader.tables("age"))
        rule.ages.push_back(read_age(age, spec));
    for (toml::Reader& equals : reader.tables("equals"))
        rule.equals.push_back(read_equals(equals, spec));
    for (toml::Reader& recent : reader.tables("recent"))
        rule.recents.push_back(read_recent(recent, spec));
    rule.release = reader.texts("release");
    for (std::string const& field : rule.release)
        check_field(reader, "release", field, spec);
    rule.deadline = known(reader, "deadline", is_deadline);
    rule.retention = declared(reader, "retention", terms.retention);
    rule.marking = known(reader, "marking", is_marking);
    reader.refuse_unread_keys();
    return rule;
}

void read_rules(toml::Reader& reader, Terms const& terms, std::vector<Rule>& rules)
{
    std::set<std::string> names;
    for (toml::Reader& table : reader.tables("rule")) {
        rules.push_back(read_rule(table, terms));
        if (!names.insert(rules.back().name).second)
            table.refuse("name", "'" + rules.back().name + "' is the name of two rules");
    }
    if (rules.empty())
        reader.refuse("rule", "is missing: an agreement without rules allows nothing");
}

std::string_view stem(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return path.substr(0, path.rfind('.'));
}

}  // namespace

Result<Agreement> load_agreement(std::string_view path, std::string_view text, recognise::Catalogue const& catalogue)
{
    auto file = toml::parse(path, text, kReference);
    if (!file)
        return file.error();
    toml::Reader reader{*file};

    Agreement agreement;
    agreement.name = reader.text("name");
    if (agreement.name != stem(path))
        reader.refuse("name", "must be the file's name without .toml");
    agreement.title = reader.text("title");
    agreement.version = reader.text("version");
    agreement.valid_from = reader.date("valid_from");
    agreement.valid_until = reader.date("valid_until");
    if (agreement.valid_until < agreement.valid_from)
        reader.refuse("valid_until", "lies before valid_from");

    Terms const terms = read_terms(reader, catalogue);
    agreement.parties.assign(terms.parties.begin(), terms.parties.end());
    read_rules(reader, terms, agreement.rules);
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return agreement;
}

}  // namespace micklegate::decide
