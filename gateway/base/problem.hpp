// A failure as every face shows it: what happened, which field, what to do next (RFC 9457).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate {

/// One row per kind of failure; slug, HTTP status and title stand in the table of problem.cpp.
enum class ProblemCode {
    kMalformedRequest,
    kMalformedJson,
    kDuplicateKey,
    kInvalidUtf8,
    kTooDeep,
    kStringTooLong,
    kMissingField,
    kUnknownField,
    kInvalidValue,
    kHeaderTooLarge,
    kBodyTooLarge,
    kBatchTooLarge,
    kUnsupportedMediaType,
    kNotFound,
    kGone,
    kMethodNotAllowed,
    kUpgradeRequired,
    kMisdirectedRequest,
    kSenderMismatch,
    kNotAllowed,
    kSuspended,
    kIdReused,
    kWrongState,
    kOverBudget,
    kTimeout,
    kOutcomeUnknown,
    kStorageFull,
    kUnavailable,
    kConfiguration,
    kIntegrity,
    kInternal,
};

/// A faulty place in the caller's input. `pointer` is an RFC 6901 pointer, or empty for the whole; never holds a value.
struct FieldFault {
    std::string pointer;
    std::string detail;
};

/// The error side of every Result. Texts never quote the caller's data: they reach logs and other people's screens.
struct Problem {
    ProblemCode code = ProblemCode::kInternal;
    std::string detail;
    std::string next;
    std::vector<FieldFault> errors;
};

[[nodiscard]] Problem problem(ProblemCode code, std::string detail, std::string next = {});
[[nodiscard]] Problem field_problem(ProblemCode code, std::string pointer, std::string detail, std::string next = {});

/// Stable last part of the problem's `type` URI, e.g. "id-reused".
[[nodiscard]] std::string_view slug(ProblemCode code) noexcept;
[[nodiscard]] std::string_view title(ProblemCode code) noexcept;
[[nodiscard]] unsigned http_status(ProblemCode code) noexcept;

/// "detail pointer: fault … next" on one line, for terminals and log lines.
[[nodiscard]] std::string one_line(Problem const& problem);

}  // namespace micklegate
