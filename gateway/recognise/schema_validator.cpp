#include "gateway/recognise/schema_validator.hpp"

#include "gateway/json/pointer.hpp"
#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/spec_reader.hpp"

#include <boost/json.hpp>

#define VALIJSON_USE_EXCEPTIONS 1  // or else a bad schema ends the process
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>

namespace micklegate::recognise {

struct Validator {
    valijson::Schema schema;
};

namespace {

namespace json = boost::json;

constexpr std::size_t kMostFaults = 32;

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct BannedKey {
    std::string_view key;
    std::string_view why;  ///< read after the key's pointer
};

/// A reference can lead into itself, at any cost, or to what stands where no schema is looked for, such as a "const".
constexpr std::array kBannedKeys{
    BannedKey{"pattern", "is a regular expression"}, BannedKey{"patternProperties", "holds regular expressions"},
    BannedKey{"$ref", "refers to another place"}, BannedKey{"definitions", "is only for what refers to another place"}};

/// Removes "format" from a schema and all schemas in it, and finds the first banned key. Without references no schema
/// is met twice, so that the work is bounded by the file's length and its depth.
void strip(json::value& schema, std::string const& pointer, std::optional<FieldFault>& fault)
{
    constexpr std::array<std::string_view, 9> kOneSchema{
        "additionalItems", "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"};
    constexpr std::array<std::string_view, 4> kListOfSchemas{"allOf", "anyOf", "items", "oneOf"};
    constexpr std::array<std::string_view, 2> kNamedSchemas{"dependencies", "properties"};
    auto* const object = schema.if_object();
    if (object == nullptr)
        return;
    object->erase("format");
    for (BannedKey const& banned : kBannedKeys)
        if (object->contains(banned.key) && !fault)
            fault = {inner(pointer, banned.key), std::string{banned.why}};
    for (auto& [key, within] : *object) {
        std::string const at = inner(pointer, key);
        if (among(kOneSchema, key))
            strip(within, at, fault);
        if (within.is_array() && among(kListOfSchemas, key))
            for (std::size_t i = 0; i < within.get_array().size(); ++i)
                strip(within.get_array()[i], inner(at, i), fault);
        if (within.is_object() && among(kNamedSchemas, key))
            for (auto& [name, one] : within.get_object())
                strip(one, inner(at, name), fault);
    }
}

/// valijson reads strings up to their first NUL, so one that holds a NUL would be judged by its beginning alone.
bool holds_nul(json::value const& value)
{
    if (auto const* const text = value.if_string())
        return text->find('\0') != json::string::npos;
    if (auto const* const array = value.if_array())
        return std::any_of(array->begin(), array->end(), holds_nul);
    if (auto const* const object = value.if_object())
        return std::any_of(object->begin(), object->end(),
                           [](auto const& member) { return holds_nul(member.value()); });
    return false;
}

/// What valijson says, by the beginning of its sentence, and what we say: its own sentence may quote the message.
struct Saying {
    std::string_view beginning;
    std::string_view code;
    std::string_view detail;
};

constexpr std::string_view kMissing = "missing_mandatory";
constexpr std::string_view kUnknown = "unknown_field";
constexpr std::string_view kInvalid = "invalid_value";

constexpr std::array kSayings{
    Saying{"Missing required property '", kMissing, "is required and missing"},
    Saying{"Object contains a property that could not be validated using 'properties' or 'additionalProperties' "
           "constraints: '",
           kUnknown, "is not a field of this message type"},
    Saying{"Value type not permitted", kInvalid, "is not of the type the schema gives"},
    Saying{"Failed to match against any enum", kInvalid, "is not one of the values the schema lists"},
    Saying{"Failed to match expected value", kInvalid, "is not the value the schema gives"},
    Saying{"String should be no more than", kInvalid, "is longer than the schema allows"},
    Saying{"String should be no fewer than", kInvalid, "is shorter than the schema allows"},
    Saying{"Expected number", kInvalid, "is outside the range the schema gives"},
    Saying{"Value should be a multiple", kInvalid, "is not a multiple of what the schema gives"},
    Saying{"Array ", kInvalid, "has a number of items the schema does not allow"},
    Saying{"Object should", kInvalid, "has a number of members the schema does not allow"},
    Saying{"Elements at indexes", kInvalid, "holds one item twice"},
    Saying{"Missing dependency", kMissing, "lacks a field that another one needs"},
    Saying{"", kInvalid, "does not fit the schema"},
};

/// Says only that something inside failed, which has its own sentence.
bool is_summary(std::string_view description) noexcept { return description.starts_with("Failed to validate"); }

/// valijson's path is "<root>", "[name]", "[0]" …; a missing or unknown field is named at the end of its sentence.
FieldFault fault_of(valijson::ValidationResults::Error const& error, Saying const& saying)
{
    FieldFault fault{"/data", std::string{saying.detail}};
    for (std::size_t i = 1; i < error.context.size(); ++i) {
        std::string_view const step = error.context[i];
        fault.pointer += '/' + micklegate::json::pointer_token(step.substr(1, step.size() - 2));
    }
    if (saying.beginning.ends_with('\'')) {
        std::string_view const rest = std::string_view{error.description}.substr(saying.beginning.size());
        fault.pointer += '/' + micklegate::json::pointer_token(rest.substr(0, rest.rfind('\'')));
    }
    return fault;
}

SchemaFaults explain(valijson::ValidationResults const& results)
{
    SchemaFaults faults{std::string{kInvalid}, {}};
    bool missing = false;
    bool unknown = false;
    for (auto const& error : results) {
        if (is_summary(error.description) || faults.errors.size() == kMostFaults)
            continue;
        Saying const& saying = *std::find_if(kSayings.begin(), kSayings.end(), [&error](Saying const& row) {
            return std::string_view{error.description}.starts_with(row.beginning);
        });
        missing = missing || saying.code == kMissing;
        unknown = unknown || saying.code == kUnknown;
        faults.errors.push_back(fault_of(error, saying));
    }
    if (missing || unknown)
        faults.code = missing ? kMissing : kUnknown;
    if (faults.errors.empty())
        faults.errors.push_back({"/data", "does not fit the schema"});
    return faults;
}

/// The data as the value valijson wants; given back when done, also by way of an exception.
class Loan {
public:
    explicit Loan(json::object& data) : data_{data}, value_(std::move(data)) {}
    Loan(Loan const&) = delete;
    Loan& operator=(Loan const&) = delete;
    ~Loan() { data_ = std::move(value_.get_object()); }

    [[nodiscard]] json::value const& value() const noexcept { return value_; }

private:
    json::object& data_;
    json::value value_;
};

}  // namespace

Result<std::shared_ptr<Validator const>> compile_schema(json::object const& schema)
{
    json::value copy(schema);  // braces would make an array of it
    std::optional<FieldFault> fault;
    strip(copy, "", fault);
    if (fault)
        return field_problem(ProblemCode::kConfiguration, fault->pointer, fault->detail,
                             "policies/README.md says what a schema may use.");
    auto validator = std::make_shared<Validator>();
    try {
        valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(
            valijson::adapters::BoostJsonAdapter{copy}, validator->schema);
    } catch (std::exception const& exception) {
        return problem(ProblemCode::kConfiguration, std::string{"is not JSON Schema draft-07: "} + exception.what());
    }
    return std::shared_ptr<Validator const>{std::move(validator)};
}

std::optional<SchemaFaults> schema_faults(Validator const& validator, json::object& data)
{
    for (auto const& member : data)
        if (holds_nul(member.value()))
            return SchemaFaults{std::string{kInvalid}, {{pointer_to(member.key()), "holds a NUL character"}}};

    Loan const loan{data};
    valijson::adapters::BoostJsonAdapter const target{loan.value()};
    thread_local valijson::Validator library;  // its cache of expressions is mutable
    if (library.validate(validator.schema, target, nullptr))
        return std::nullopt;
    valijson::ValidationResults results;
    library.validate(validator.schema, target, &results);
    return explain(results);
}

}  // namespace micklegate::recognise
