#include "adapters/police/report.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/json/problem_json.hpp"

#include <algorithm>

namespace micklegate::police {
namespace {

using json::text_at;

constexpr std::string_view kFirstStands = "This incident and child were sent before; the first message stands.";

/// The gateway compares before it reads, so it says nothing of what a changed row holds.
std::string why_changed(std::string const& first)
{
    return "This incident and child were sent before with other content, and that message stands; this row was not "
           "looked at. " +
           (first.empty()
                ? "To change what was sent, find that message's id in the report of its night, or run the "
                  "file of that night again, which shows it; then send an encompass.correction or "
                  "encompass.withdrawal that names it as notification."
                : "To change what was sent, send an encompass.correction or encompass.withdrawal that names " + first +
                      " as notification.");
}

/// What a problem says of its row. Of 500 and above are the gateway's troubles, not the row's, and of these only the
/// ones named here promise that nothing was stored (docs/messages.md).
RowOutcome outcome_of(ProblemCode code)
{
    switch (code) {
    case ProblemCode::kIdReused: return RowOutcome::kChanged;
    case ProblemCode::kUnavailable:
    case ProblemCode::kStorageFull:
    case ProblemCode::kOverBudget: return RowOutcome::kNotSent;
    case ProblemCode::kTimeout: return RowOutcome::kUnconfirmed;
    default: return http_status(code) >= 500 ? RowOutcome::kUnconfirmed : RowOutcome::kRefused;
    }
}

void take_problem(ReportLine& line, Problem const& problem)
{
    line.why = one_line(problem);
    line.outcome = outcome_of(problem.code);
    line.code = slug(problem.code);
    std::ranges::replace(line.code, '-', '_');
}

void take_result(ReportLine& line, boost::json::object const& result)
{
    std::string const outcome = text_at(result, "outcome");
    line.code = text_at(result, "code");
    line.message = text_at(result, "message");
    line.why = text_at(result, "why");
    if (outcome == "refused") {
        line.outcome = RowOutcome::kRefused;
    } else if (outcome == "held") {
        line.outcome = RowOutcome::kHeld;
    } else if (outcome == "accepted") {
        line.recipient = text_at(result, "recipient");
        line.outcome = json::flag_at(result, "replayed") ? RowOutcome::kDuplicate : RowOutcome::kSent;
        if (line.outcome == RowOutcome::kDuplicate)
            line.why = kFirstStands;
    } else {
        line.why = "The gateway's answer cannot be understood.";
    }
}

ReportLine begin(NightRow const& row)
{
    ReportLine line;
    line.row = row.number;
    line.incident_ref = row.incident_ref;
    line.child_ref = row.child_ref;
    return line;
}

}  // namespace

std::string_view name_of(RowOutcome outcome) noexcept
{
    switch (outcome) {
    case RowOutcome::kSent: return "sent";
    case RowOutcome::kDuplicate: return "duplicate";
    case RowOutcome::kChanged: return "changed";
    case RowOutcome::kHeld: return "held";
    case RowOutcome::kRefused: return "refused";
    case RowOutcome::kNotSent: return "not_sent";
    case RowOutcome::kUnconfirmed: break;
    }
    return "unconfirmed";
}

boost::json::object to_json(ReportLine const& line)
{
    boost::json::object out;
    out["row"] = line.row;
    out["incident_ref"] = line.incident_ref;
    out["child_ref"] = line.child_ref;
    out["outcome"] = name_of(line.outcome);
    out["code"] = line.code;
    out["recipient"] = line.recipient;
    out["message"] = line.message;
    out["why"] = line.why;
    return out;
}

ReportLine Reporter::answered(NightRow const& row, boost::json::object const& result)
{
    ReportLine line = begin(row);
    if (result.contains("problem"))
        take_problem(line, json::problem_in(json::object_at(result, "problem")));
    else
        take_result(line, result);

    std::string id = text_at(*row.event, "id");
    auto const first = first_.find(id);
    if (line.outcome == RowOutcome::kChanged) {
        if (first != first_.end()) {
            line.recipient = first->second.recipient;
            line.message = first->second.message;
        }
        line.why = why_changed(line.message);
    } else if (!line.message.empty()) {
        first_.try_emplace(std::move(id), line);
    }
    return line;
}

ReportLine Reporter::unreadable(NightRow const& row)
{
    ReportLine line = begin(row);
    line.outcome = RowOutcome::kRefused;
    line.code = "invalid_value";
    line.why = row.event.error().detail;
    return line;
}

}  // namespace micklegate::police
