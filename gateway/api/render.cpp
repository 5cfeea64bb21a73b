#include "gateway/api/render.hpp"

#include <boost/json/serialize.hpp>

#include <array>

namespace micklegate::api {

using boost::json::object;

namespace {

void put_errors(object& out, std::vector<FieldFault> const& faults)
{
    boost::json::array errors;
    for (FieldFault const& fault : faults)
        errors.push_back(object{{"pointer", fault.pointer}, {"detail", fault.detail}});
    if (!errors.empty())
        out["errors"] = std::move(errors);
}

}  // namespace

receive::HttpResponse json_response(unsigned status, object const& body)
{
    return {status, "application/json", boost::json::serialize(body), {}};
}

object problem_object(Problem const& problem)
{
    object out;
    out["type"] = "urn:micklegate:problem:" + std::string{slug(problem.code)};
    out["title"] = title(problem.code);
    out["status"] = http_status(problem.code);
    out["detail"] = problem.detail;
    if (!problem.next.empty())
        out["next"] = problem.next;
    put_errors(out, problem.errors);
    return out;
}

ProblemCode problem_code_of(std::string_view refusal) noexcept
{
    constexpr std::array kRows{std::pair{"sender_mismatch", ProblemCode::kSenderMismatch},
                               std::pair{"not_allowed", ProblemCode::kNotAllowed},
                               std::pair{"missing_mandatory", ProblemCode::kMissingField},
                               std::pair{"unknown_field", ProblemCode::kUnknownField}};
    for (auto const& [code, problem] : kRows)
        if (refusal == code)
            return problem;
    return ProblemCode::kInvalidValue;
}

object submission(commit::Receipt const& receipt, std::string const& event)
{
    commit::Entry const& entry = receipt.entry;
    object out;
    out["outcome"] = name_of(entry.kind);
    out["event"] = event;
    if (!entry.message.empty())
        out["message"] = entry.message;
    if (entry.kind == commit::EntryKind::kAccepted)
        out["recipient"] = entry.recipient;
    out["code"] = entry.code;
    out["why"] = entry.why;
    put_errors(out, receipt.errors);
    if (!entry.rule.empty()) {
        out["agreement"] = entry.agreement;
        out["rule"] = entry.rule;
    }
    if (entry.deadline)
        out["deadline"] = rfc3339(*entry.deadline);
    out["index"] = receipt.index;
    out["replayed"] = receipt.replayed;
    return out;
}

object recorded_step(commit::Receipt const& receipt)
{
    object out;
    out["message"] = receipt.entry.message;
    out["state"] = name_of(receipt.entry.kind);
    if (!receipt.entry.code.empty())
        out["code"] = receipt.entry.code;
    if (!receipt.entry.released_as.empty()) {
        out["released_as"] = receipt.entry.released_as;
        out["to"] = receipt.entry.recipient;
    }
    if (receipt.entry.notify_by)
        out["notify_by"] = rfc3339(*receipt.entry.notify_by);
    out["time"] = rfc3339(receipt.entry.time);
    out["index"] = receipt.index;
    out["replayed"] = receipt.replayed;
    return out;
}

receive::HttpResponse committed_response(commit::Ledger const& ledger, object body)
{
    auto checkpoint = ledger.checkpoint();
    if (!checkpoint)
        return receive::problem_response(problem(ProblemCode::kOutcomeUnknown,
                                                 "The log's checkpoint cannot be read now.",
                                                 "Send the same again with the same ids."));
    body["checkpoint"] = *std::move(checkpoint);
    return json_response(202, body);
}

}  // namespace micklegate::api
