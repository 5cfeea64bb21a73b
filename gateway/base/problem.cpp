#include "gateway/base/problem.hpp"

#include <array>

namespace micklegate {
namespace {

struct Row {
    ProblemCode code;
    std::string_view slug;
    unsigned status;
    std::string_view title;
};

constexpr std::array kRows{
    Row{ProblemCode::kMalformedRequest, "malformed-request", 400, "The request is not well-formed HTTP"},
    Row{ProblemCode::kMalformedJson, "malformed-json", 400, "The text is not valid JSON"},
    Row{ProblemCode::kDuplicateKey, "duplicate-key", 400, "A JSON object names a key twice"},
    Row{ProblemCode::kInvalidUtf8, "invalid-utf8", 400, "The text is not valid UTF-8"},
    Row{ProblemCode::kTooDeep, "too-deep", 400, "The JSON is nested too deeply"},
    Row{ProblemCode::kStringTooLong, "string-too-long", 400, "A string is too long"},
    Row{ProblemCode::kMissingField, "missing-field", 422, "A required field is missing"},
    Row{ProblemCode::kUnknownField, "unknown-field", 422, "A field is not known"},
    Row{ProblemCode::kInvalidValue, "invalid-value", 422, "A value cannot be read or is impossible"},
    Row{ProblemCode::kHeaderTooLarge, "header-too-large", 431, "The request header is too large"},
    Row{ProblemCode::kBodyTooLarge, "body-too-large", 413, "The request body is too large"},
    Row{ProblemCode::kBatchTooLarge, "batch-too-large", 413, "The batch holds too many messages"},
    Row{ProblemCode::kUnsupportedMediaType, "unsupported-media-type", 415, "The content type is not accepted here"},
    Row{ProblemCode::kNotFound, "not-found", 404, "There is nothing here for you"},
    Row{ProblemCode::kGone, "gone", 410, "It was here and is not any more"},
    Row{ProblemCode::kMethodNotAllowed, "method-not-allowed", 405, "This resource does not take that method"},
    Row{ProblemCode::kUpgradeRequired, "upgrade-required", 426, "This resource speaks WebSocket only"},
    Row{ProblemCode::kMisdirectedRequest, "misdirected-request", 421, "The request is for another host"},
    Row{ProblemCode::kSenderMismatch, "sender-mismatch", 403, "The source is not the agency of the certificate"},
    Row{ProblemCode::kNotAllowed, "not-allowed", 403, "No data-sharing agreement allows this"},
    Row{ProblemCode::kSuspended, "suspended", 403, "This agency is suspended"},
    Row{ProblemCode::kIdReused, "id-reused", 409, "The id was used before with other content"},
    Row{ProblemCode::kWrongState, "wrong-state", 409, "The message is not in a state that allows this"},
    Row{ProblemCode::kOverBudget, "over-budget", 429, "The agency's budget is used up for now"},
    Row{ProblemCode::kTimeout, "timeout", 408, "The request took too long"},
    Row{ProblemCode::kOutcomeUnknown, "outcome-unknown", 503, "It is not known whether this was stored"},
    Row{ProblemCode::kStorageFull, "storage-full", 507, "The gateway is short of disk space"},
    Row{ProblemCode::kUnavailable, "unavailable", 503, "The gateway cannot take this now"},
    Row{ProblemCode::kConfiguration, "configuration", 500, "The configuration is not usable"},
    Row{ProblemCode::kIntegrity, "integrity", 500, "Stored data does not prove itself"},
    Row{ProblemCode::kInternal, "internal", 500, "The gateway failed"},
};

constexpr Row const& row(ProblemCode code) noexcept
{
    for (Row const& candidate : kRows)
        if (candidate.code == code)
            return candidate;
    return kRows.back();
}

}  // namespace

Problem problem(ProblemCode code, std::string detail, std::string next)
{
    return Problem{code, std::move(detail), std::move(next), {}};
}

Problem field_problem(ProblemCode code, std::string pointer, std::string detail, std::string next)
{
    return Problem{
        code, std::string{title(code)} + ".", std::move(next), {FieldFault{std::move(pointer), std::move(detail)}}};
}

std::string_view slug(ProblemCode code) noexcept { return row(code).slug; }
std::string_view title(ProblemCode code) noexcept { return row(code).title; }
unsigned http_status(ProblemCode code) noexcept { return row(code).status; }

std::string one_line(Problem const& problem)
{
    std::string line = problem.detail;
    for (FieldFault const& fault : problem.errors) {
        line += line.empty() ? "" : " ";
        line += (fault.pointer.empty() ? std::string{"whole input"} : fault.pointer) + ": " + fault.detail;
    }
    if (!problem.next.empty())
        line += (line.empty() || line.ends_with('.') ? " " : ". ") + problem.next;
    return line;
}

}  // namespace micklegate
