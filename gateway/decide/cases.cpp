#include "gateway/decide/cases.hpp"

#include "gateway/json/strict_json.hpp"
#include "gateway/policy/vocabulary.hpp"

#include <algorithm>

namespace micklegate::decide {
namespace {

/// Reads the keys of one JSON object and remembers the first fault.
class CaseReader {
public:
    CaseReader(std::string where, boost::json::object const& object) : where_{std::move(where)}, object_{object} {}

    boost::json::value const* value(std::string_view key, bool required)
    {
        read_.emplace(key);
        auto const* const found = object_.if_contains(key);
        if (found == nullptr && required)
            refuse(key, "is missing");
        return found;
    }

    std::string text(std::string_view key, bool required = true)
    {
        auto const* const found = value(key, required);
        if (found == nullptr)
            return {};
        if (found->is_string())
            return std::string{found->get_string()};
        refuse(key, "must be a text");
        return {};
    }

    boost::json::object object(std::string_view key, bool required = true)
    {
        auto const* const found = value(key, required);
        if (found == nullptr)
            return {};
        if (found->is_object())
            return found->get_object();
        refuse(key, "must be an object");
        return {};
    }

    std::vector<std::string> sorted_texts(std::string_view key)
    {
        std::vector<std::string> texts;
        auto const* const found = value(key, true);
        auto const* const list = found == nullptr ? nullptr : found->if_array();
        if (found != nullptr && list == nullptr)
            refuse(key, "must be a list of texts");
        if (list == nullptr)
            return texts;
        for (auto const& item : *list) {
            if (item.is_string())
                texts.emplace_back(item.get_string());
            else
                refuse(key, "must hold texts only");
        }
        std::sort(texts.begin(), texts.end());
        return texts;
    }

    void refuse(std::string_view key, std::string_view detail)
    {
        if (!fault_)
            fault_ =
                problem(ProblemCode::kConfiguration, where_ + ": " + std::string{key} + " " + std::string{detail} + ".",
                        "policies/README.md says what a case holds.");
    }

    std::optional<Problem> finish()
    {
        for (auto const& member : object_)
            if (!read_.contains(member.key()))
                refuse(member.key(), "is not known here");
        return std::move(fault_);
    }

private:
    std::string where_;
    boost::json::object const& object_;
    std::set<std::string, std::less<>> read_;
    std::optional<Problem> fault_;
};

/// What the cases of one file share.
struct CaseFile {
    std::string path;
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
        reader.refuse(key, "is no kind of agency");
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
    for (auto const& member : test.data)
        if (file.spec->field(member.key()) == nullptr)
            reader.refuse("data", "names '" + std::string{member.key()} + "', which the message type does not have");
}

Result<Expectation> read_expectation(std::string const& where, boost::json::object const& object)
{
    CaseReader reader{where + ": expect", object};
    Expectation expected;
    auto const* const allowed = reader.value("allowed", true);
    if (allowed != nullptr && !allowed->is_bool())
        reader.refuse("allowed", "must be true or false");
    expected.allowed = allowed != nullptr && allowed->is_bool() && allowed->get_bool();
    expected.rule = reader.text("rule");
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
    std::string const where = file.path + ": case " + std::to_string(number);
    if (!value.is_object())
        return problem(ProblemCode::kConfiguration, where + ": must be an object.");
    CaseReader reader{where, value.get_object()};
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
    auto expected = read_expectation(where, reader.object("expect"));
    if (auto fault = reader.finish())
        return std::move(*fault);
    if (!expected)
        return expected.error();
    test.expected = std::move(*expected);
    return test;
}

Result<void> load_file(std::string const& path, std::string const& text, policy::PolicySet const& policy,
                       std::vector<Case>& cases)
{
    auto const document = json::parse_strict(text);
    if (!document)
        return problem(ProblemCode::kConfiguration, path + ": " + one_line(document.error()));
    if (!document->is_object())
        return problem(ProblemCode::kConfiguration, path + ": must be an object.");
    CaseReader reader{path, document->get_object()};
    CaseFile file{path, MessageType{reader.text("type")}, reader.object("data", false), nullptr};
    auto const spec = policy.catalogue.find(file.type);
    if (spec == policy.catalogue.end())
        reader.refuse("type", "is no message type of the catalogue");
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
        auto test = read_case(file, ++number, value);
        if (!test)
            return test.error();
        cases.push_back(std::move(*test));
    }
    return {};
}

}  // namespace

Result<std::vector<Case>> load_cases(policy::PolicyFiles const& files, policy::PolicySet const& policy)
{
    std::vector<Case> cases;
    for (auto const& [path, text] : files) {
        if (!path.starts_with("cases/"))
            continue;
        if (auto const loaded = load_file(path, text, policy, cases); !loaded)
            return loaded.error();
    }
    return cases;
}

}  // namespace micklegate::decide
