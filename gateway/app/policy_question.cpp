#include "gateway/app/policy_question.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/decide/explain.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/model/agency_kinds.hpp"
#include "gateway/recognise/schema_validator.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

Problem unknown(std::string const& word, std::string_view what, std::vector<std::string> const& known)
{
    std::optional<std::string> const guess = did_you_mean(word, known);
    return problem(ProblemCode::kInvalidValue, "\"" + word + "\" is no " + std::string{what} + ".",
                   guess ? "Did you mean " + *guess + "?" : "");
}

Agency agency_of(std::string const& kind)
{
    Agency agency;
    agency.id = AgencyId{kind + ".explained"};
    agency.kind = kind;
    return agency;
}

Result<recognise::MessageSpec const*> spec_of(policy::PolicySet const& policy, std::string const& type)
{
    auto const found = policy.catalogue.find(MessageType{type});
    if (found != policy.catalogue.end())
        return &found->second;
    std::vector<std::string> known;
    for (auto const& entry : policy.catalogue)
        known.push_back(entry.first.get());
    return unknown(type, "message type of these policies", known);
}

Result<boost::json::object> data_of(recognise::MessageSpec const& spec, std::string const& text)
{
    if (text.empty())
        return json::array_at(spec.schema, "examples").at(0).as_object();
    auto parsed = json::parse_strict(text);
    if (!parsed)
        return parsed.error();
    if (!parsed->is_object())
        return problem(ProblemCode::kInvalidValue, "The data is no JSON object.", "Give the event's data alone.");
    boost::json::object& data = parsed->get_object();
    if (auto faults = recognise::schema_faults(*spec.validator, data))
        return Problem{ProblemCode::kInvalidValue, "The data does not fit the message type.", "",
                       std::move(faults->errors)};
    return std::move(data);
}

}  // namespace

Result<std::string> parse_agency_kind(std::string_view text)
{
    std::string kind{text};
    if (std::ranges::find(kAgencyKinds, kind) == kAgencyKinds.end())
        return unknown(kind, "kind of agency", {kAgencyKinds.begin(), kAgencyKinds.end()});
    return kind;
}

Result<AgeRange> parse_ages(std::pair<int, int> ages)
{
    if (ages.first > ages.second)
        return problem(ProblemCode::kInvalidValue, "The lowest age is above the highest.",
                       "Give the lower one first, like 4 16");
    return AgeRange{ages.first, ages.second};
}

Result<decide::Explanation> answer(policy::PolicySet const& policy, PolicyQuestion const& question, Moment now)
{
    auto const spec = spec_of(policy, question.type);
    if (!spec)
        return spec.error();
    Agency const sender = agency_of(question.from);
    Agency const recipient = agency_of(question.to);
    auto data = data_of(**spec, question.data);
    if (!data) {
        Problem why = data.error();
        why.detail = question.data_from + (question.data_from.empty() ? "" : ": ") + why.detail;
        return why;
    }

    recognise::Message message;
    message.event.type = (*spec)->type;
    message.event.source = sender.id;
    message.event.purpose = question.purpose;
    message.event.data = std::move(*data);
    message.spec = *spec;
    message.sender = &sender;
    message.recipient = &recipient;
    message.areas = question.areas;
    if (question.ages) {
        message.recipient_age_low = question.ages->low;
        message.recipient_age_high = question.ages->high;
    }
    return decide::explain(policy, message, question.at.value_or(now));
}

}  // namespace micklegate::app
