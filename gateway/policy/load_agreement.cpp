#include "gateway/policy/load_agreement.hpp"

#include "gateway/policy/load_conditions.hpp"
#include "gateway/policy/vocabulary.hpp"
#include "gateway/toml/reader.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::policy {
namespace {

constexpr std::int64_t kFewestGatewayDays = 1;
constexpr std::int64_t kMostGatewayDays = 3660;
/// Each is a step of the message's timeline, which is read as a whole.
constexpr std::size_t kMostEscalations = 8;
constexpr std::string_view kEscalateEvery = "1 hour";

constexpr std::string_view kReference = "policies/README.md says what each key means.";

/// What the whole agreement says that each of its rules is read against.
struct Terms {
    recognise::Catalogue const& catalogue;
    std::set<std::string> parties;
    bool names_agencies = false;  ///< a party is one agency, whose kind is not known here
    std::map<std::string, std::string> purposes;
    std::map<std::string, std::string> retention;
};

template <class Map>
Words words_of(Map const& map)
{
    Words words;
    for (auto const& entry : map)
        words.push_back(entry.first);
    return words;
}

Terms read_terms(toml::Reader& reader, recognise::Catalogue const& catalogue)
{
    Terms terms{catalogue, reader.texts("parties"), false, reader.glossary("purposes"), reader.glossary("retention")};
    for (std::string const& party : terms.parties) {
        if (is_agency_id(party))
            terms.names_agencies = true;
        else if (!holds(agency_kinds(), party))
            reader.refuse_word("parties", party, "is no kind of agency", agency_kinds());
    }
    return terms;
}

/// A class that were forgotten here would have its copies kept for ever.
std::map<std::string, unsigned> read_gateway_days(toml::Reader& reader, Terms const& terms, Age age)
{
    std::map<std::string, unsigned> days;
    auto table = reader.table_if("gateway_days");
    if (!table && age == Age::kKept)
        return days;
    if (!table) {
        reader.refuse("gateway_days",
                      "is missing: for each of [retention] it says how many days the gateway keeps its "
                      "own sealed copy of a message that is settled");
        return days;
    }
    for (auto const& [retention, meaning] : terms.retention) {
        auto const number = table->whole_number_if(retention, kFewestGatewayDays, kMostGatewayDays);
        if (!number)
            table->refuse(retention, "is missing: each of [retention] has its days here");
        days.emplace(retention, static_cast<unsigned>(number.value_or(0)));
    }
    table->refuse_unread_keys();
    return days;
}

/// Kinds of one end of a rule: parties to the agreement, and among those the message type is for.
std::set<std::string> read_kinds(toml::Reader& reader, std::string_view key, Terms const& terms,
                                 std::set<std::string> const* of_type)
{
    auto kinds = reader.texts(key);
    for (std::string const& kind : kinds) {
        if (!holds(agency_kinds(), kind))
            reader.refuse_word(key, kind, "is no kind of agency", agency_kinds());
        if (!terms.names_agencies && !terms.parties.contains(kind))
            reader.refuse_word(key, kind, "is no party to this agreement",
                               {terms.parties.begin(), terms.parties.end()});
        if (of_type != nullptr && !of_type->contains(kind))
            reader.refuse_word(key, kind,
                               key == "from" ? "does not send this message type" : "does not receive this message type",
                               {of_type->begin(), of_type->end()});
    }
    return kinds;
}

std::string one_of(toml::Reader& reader, std::string_view key, Words const& known, std::string_view detail)
{
    std::string word = reader.text(key);
    if (!word.empty() && !holds(known, word))
        reader.refuse_word(key, word, detail, known);
    return word;
}

std::string declared(toml::Reader& reader, std::string_view key, std::map<std::string, std::string> const& words)
{
    return one_of(reader, key, words_of(words), "is not declared at the top of this agreement");
}

bool is_required(recognise::MessageSpec const& spec, std::string const& field)
{
    auto const* const required = spec.schema.if_contains("required");
    auto const* const names = required == nullptr ? nullptr : required->if_array();
    return names != nullptr && std::find(names->begin(), names->end(), boost::json::value(field)) != names->end();
}

DeadlineRule read_deadline(toml::Reader& reader, recognise::MessageSpec const* spec)
{
    std::string const text = reader.text("deadline");
    auto rule = parse_deadline(text);
    if (!rule) {
        reader.refuse("deadline",
                      "must be \"none\", \"next_school_day\", \"by FIELD\", or a span such as \"24 hours\", "
                      "\"2 working days\" or \"28 days before FIELD\"");
        return {};
    }
    auto const* const field = rule->field.empty() ? nullptr : check_field(reader, "deadline", rule->field, spec);
    if (field != nullptr &&
        ((field->check != "date" && field->check != "date-time") || !is_required(*spec, field->name)))
        reader.refuse("deadline", "must count from a date or date-time that every such message has");
    return *std::move(rule);
}

std::string read_acknowledgement(toml::Reader& reader, recognise::MessageSpec const* spec)
{
    std::string const completes = spec == nullptr ? "accepted" : spec->completes;
    auto word = reader.text_if("acknowledgement");
    if (!word)
        return completes;
    if (!holds(acknowledgements(), *word))
        reader.refuse_word("acknowledgement", *word, "is no step of a message", acknowledgements());
    else if (spec != nullptr && *word != "accepted" &&
             std::find(spec->states.begin(), spec->states.end(), *word) == spec->states.end())
        reader.refuse_word("acknowledgement", *word, "is no step that a recipient of this type takes", spec->states);
    return *std::move(word);
}

std::vector<std::string> read_escalation(toml::Reader& reader)
{
    auto chain = reader.text_list("escalation");
    for (std::string const& target : chain)
        if (!holds(escalation_targets(), target))
            reader.refuse_word("escalation", target, "is neither a role nor a kind of agency", escalation_targets());
    if (chain.size() > kMostEscalations)
        reader.refuse("escalation", "names more than " + std::to_string(kMostEscalations) + " to turn to");
    return chain;
}

DeadlineRule read_escalate_every(toml::Reader& reader)
{
    auto const text = reader.text_if("escalate_every");
    auto span = parse_span(text.value_or(std::string{kEscalateEvery}));
    if (!span)
        reader.refuse("escalate_every", "must be a span such as \"30 minutes\", \"2 hours\" or \"1 working day\"");
    return span.value_or(DeadlineRule{});
}

Rule read_rule(toml::Reader& reader, Terms const& terms)
{
    Rule rule;
    rule.name = reader.text("name");
    rule.type = MessageType{reader.text("type")};
    auto const found = terms.catalogue.find(rule.type);
    auto const* const spec = found == terms.catalogue.end() ? nullptr : &found->second;
    if (spec == nullptr) {
        Words types;
        for (auto const& entry : terms.catalogue)
            types.push_back(entry.first.get());
        reader.refuse_word("type", rule.type.get(), "is no message type of the catalogue", types);
    }

    rule.from = read_kinds(reader, "from", terms, spec == nullptr ? nullptr : &spec->senders);
    rule.to = read_kinds(reader, "to", terms, spec == nullptr ? nullptr : &spec->recipients);
    rule.purpose = declared(reader, "purpose", terms.purposes);
    rule.lawful_basis = one_of(reader, "lawful_basis", lawful_bases(), "is no lawful basis known here");
    rule.lawful_basis_text = reader.text("lawful_basis_text");
    rule.necessity = reader.text("necessity");
    rule.conditions = read_conditions(reader, spec);
    rule.release = reader.texts("release");
    for (std::string const& field : rule.release)
        check_field(reader, "release", field, spec);
    rule.deadline = read_deadline(reader, spec);
    rule.acknowledgement = read_acknowledgement(reader, spec);
    rule.escalation = read_escalation(reader);
    rule.escalate_every = read_escalate_every(reader);
    rule.retention = declared(reader, "retention", terms.retention);
    rule.marking = one_of(reader, "marking", markings(), "is no marking");
    for (std::size_t i = 0; i < rule.conditions.size(); ++i)
        for (std::size_t j = i + 1; j < rule.conditions.size(); ++j)
            if (exclude_each_other(rule.conditions[i], rule.conditions[j]))
                reader.refuse("name", "'" + rule.name + "' has two conditions that never hold together (" +
                                          rule.conditions[i].code + " and " + rule.conditions[j].code + ")");
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

Result<Agreement> load_agreement(std::string_view path, std::string_view text, recognise::Catalogue const& catalogue,
                                 Age age)
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
    agreement.suspended = reader.flag_or("suspended", false);

    Terms const terms = read_terms(reader, catalogue);
    agreement.parties.assign(terms.parties.begin(), terms.parties.end());
    agreement.purposes = terms.purposes;
    agreement.retention = terms.retention;
    agreement.gateway_days = read_gateway_days(reader, terms, age);
    read_rules(reader, terms, agreement.rules);
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return agreement;
}

}  // namespace micklegate::policy
