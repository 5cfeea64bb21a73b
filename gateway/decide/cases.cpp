#include "gateway/decide/cases.hpp"

#include "gateway/decide/case_reader.hpp"
#include "gateway/json/position.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/policy/vocabulary.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

/// What the cases of one file share.
struct CaseFile {
    std::string const& path;
    std::string const& text;
    std::vector<std::string> const& rules;  ///< every "agreement/rule" of the policy set
    MessageType type;
    boost::json::object data;
    recognise::MessageSpec const* spec = nullptr;
};

Agency agency_of(CaseReader& reader, std::string_view key)
{
    Agency agency;
    agency.kind = reader.text(key);
    agency.id = AgencyId{agency.kind + ".case"};
    if (!policy::holds(policy::agency_kinds(), agency.kind))
        reader.refuse(key, "is no kind of agency", agency.kind, policy::agency_kinds());
    return agency;
}

void read_ages(CaseReader& reader, Case& test)
{
    auto const* const found = reader.value("recipient_ages", false);
    if (found == nullptr)
        return;
    auto const* const list = found->if_array();
    if (list == nullptr || list->size() != 2 || !(*list)[0].is_int64() || !(*list)[1].is_int64()) {
        reader.refuse("recipient_ages", "must be two whole numbers");
        return;
    }
    test.recipient_age_low = static_cast<int>((*list)[0].get_int64());
    test.recipient_age_high = static_cast<int>((*list)[1].get_int64());
}

/// {"YO98": "815"}: which local authority an outcode lies in.
void read_areas(CaseReader& reader, Case& test)
{
    std::string table = "outcode,la\n";
    for (auto const& [outcode, area] : reader.object("areas", false)) {
        if (!area.is_string())
            reader.refuse("areas", "must hold texts only");
        else
            table += std::string{outcode} + ',' + std::string{area.get_string()} + '\n';
    }
    auto areas = registers::AreaRegister::import(table);
    if (areas)
        test.areas = *std::move(areas);
    else
        reader.refuse("areas", "must name local authorities by outcode");
}

/// The file's data with the case's own laid over it; null takes a field away.
void lay_over(CaseReader& reader, CaseFile const& file, Case& test)
{
    test.data = file.data;
    for (auto const& [name, value] : reader.object("data", false)) {
        if (value.is_null())
            test.data.erase(name);
        else
            test.data[name] = value;
    }
    std::vector<std::string> fields;
    for (recognise::FieldSpec const& field : file.spec->fields)
        fields.push_back(field.name);
    for (auto const& member : test.data)
        if (file.spec->field(member.key()) == nullptr)
            reader.refuse("data", "names '" + std::string{member.key()} + "', which the message type does not have",
                          member.key(), fields);
}

Result<Expectation> read_expectation(CaseFile const& file, std::string const& pointer,
                                     boost::json::object const& object)
{
    CaseReader reader{file.path, file.text, pointer + "/expect", object};
    Expectation expected;
    auto const* const allowed = reader.value("allowed", true);
    if (allowed != nullptr && !allowed->is_bool())
        reader.refuse("allowed", "must be true or false");
    expected.allowed = allowed != nullptr && allowed->is_bool() && allowed->get_bool();
    expected.rule = reader.text("rule");
    if (!policy::holds(file.rules, expected.rule))
        reader.refuse("rule", "is no rule of these policies", expected.rule, file.rules);
    if (expected.allowed) {
        expected.released = reader.sorted_texts("released");
        expected.withheld = reader.sorted_texts("withheld");
    } else {
        expected.code = reader.text("code");
    }
    if (auto fault = reader.finish())
        return std::move(*fault);
    return expected;
}

Result<Case> read_case(CaseFile const& file, std::size_t number, boost::json::value const& value)
{
    std::string const pointer = "/cases/" + std::to_string(number);
    if (!value.is_object())
        return problem(ProblemCode::kConfiguration, file.path + ':' +
                                                        to_text(json::position_of_value(file.text, pointer)) + ": " +
                                                        pointer + " must be an object.");
    CaseReader reader{file.path, file.text, pointer, value.get_object()};
    Case test;
    test.file = file.path;
    test.type = file.type;
    test.name = reader.text("name");
    test.sender = agency_of(reader, "from");
    test.recipient = agency_of(reader, "to");
    read_ages(reader, test);
    read_areas(reader, test);
    test.purpose = reader.text("purpose", false);
    if (auto named = reader.text("agreement", false); !named.empty())
        test.agreement = std::move(named);
    auto const at = parse_rfc3339(reader.text("at"));
    if (at)
        test.at = *at;
    else
        reader.refuse("at", "must be an RFC 3339 time with an offset");
    lay_over(reader, file, test);
    auto expected = read_expectation(file, pointer, reader.object("expect"));
    if (auto fault = reader.finish())
        return std::move(*fault);
    if (!expected)
        return expected.error();
    test.expected = std::move(*expected);
    return test;
}

std::vector<std::string> types_of(policy::PolicySet const& policy)
{
    std::vector<std::string> types;
    for (auto const& entry : policy.catalogue)
        types.push_back(entry.first.get());
    return types;
}

std::vector<std::string> rules_of(policy::PolicySet const& policy)
{
    std::vector<std::string> rules;
    for (policy::Agreement const& agreement : policy.agreements)
        for (policy::Rule const& rule : agreement.rules)
            rules.push_back(full_name(agreement, rule));
    return rules;
}

Result<void> load_file(std::string const& path, std::string const& text, policy::PolicySet const& policy,
                       std::vector<std::string> const& rules, std::vector<Case>& cases)
{
    auto const document = json::parse_file(path, text);
    if (!document)
        return document.error();
    if (!document->is_object())
        return problem(ProblemCode::kConfiguration, path + ":1:1: must be an object.");
    CaseReader reader{path, text, "", document->get_object()};
    CaseFile file{path, text, rules, MessageType{reader.text("type")}, reader.object("data", false), nullptr};
    auto const spec = policy.catalogue.find(file.type);
    if (spec == policy.catalogue.end())
        reader.refuse("type", "is no message type of the catalogue", file.type.get(), types_of(policy));
    auto const* const list = reader.value("cases", true);
    if (list != nullptr && !list->is_array())
        reader.refuse("cases", "must be a list");
    if (auto fault = reader.finish())
        return std::move(*fault);

    file.spec = &spec->second;
    if (file.data.empty())
        file.data = file.spec->schema.at("examples").at(0).as_object();
    std::size_t number = 0;
    for (auto const& value : list->get_array()) {
        auto test = read_case(file, number++, value);
        if (!test)
            return test.error();
        cases.push_back(std::move(*test));
    }
    return {};
}

}  // namespace

Result<std::vector<Case>> load_cases(policy::PolicyFiles const& files, policy::PolicySet const& policy)
{
    std::vector<std::string> const rules = rules_of(policy);
    std::vector<Case> cases;
    for (auto const& [path, text] : files) {
        if (!path.starts_with("cases/"))
            continue;
        if (auto const loaded = load_file(path, text, policy, rules, cases); !loaded)
            return loaded.error();
    }
    return cases;
}

}  // namespace micklegate::decide
