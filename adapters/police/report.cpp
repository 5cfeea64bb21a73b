#include "adapters/police/report.hpp"

#include <algorithm>

namespace micklegate::police {
namespace {

constexpr std::string_view kProblemType = "urn:micklegate:problem:";
constexpr std::string_view kFirstStands = "This incident and child were sent before; the first message stands.";

std::string text_at(boost::json::object const& object, std::string_view key)
{
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

bool is_replay(boost::json::object const& result)
{
    auto const* const replayed = result.if_contains("replayed");
    return replayed != nullptr && replayed->is_bool() && replayed->get_bool();
}

std::string explained(boost::json::object const& problem)
{
    std::string why = text_at(problem, "detail");
    auto const* const errors = problem.if_contains("errors");
    if (errors == nullptr || !errors->is_array())
        return why;
    for (boost::json::value const& error : errors->get_array())
        if (error.is_object())
            why += " " + text_at(error.get_object(), "pointer") + " " + text_at(error.get_object(), "detail") + ".";
    return why;
}

/// The gateway's trouble, not the row's: the same row may pass in a minute.
bool may_pass_later(boost::json::object const& problem)
{
    auto const* const status = problem.if_contains("status");
    auto const code = status != nullptr && status->is_int64() ? status->get_int64() : 500;
    return code >= 500 || code == 429 || code == 408;
}

std::string code_of(boost::json::object const& problem)
{
    std::string code = text_at(problem, "type");
    if (code.starts_with(kProblemType))
        code.erase(0, kProblemType.size());
    std::ranges::replace(code, '-', '_');
    return code;
}

void take_problem(ReportLine& line, boost::json::object const& problem)
{
    line.code = code_of(problem);
    line.why = explained(problem);
    line.outcome = may_pass_later(problem) ? RowOutcome::kUnconfirmed : RowOutcome::kRefused;
    if (line.code != "id_reused")
        return;
    line.outcome = RowOutcome::kDuplicate;
    line.code.clear();
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
        line.outcome = is_replay(result) ? RowOutcome::kDuplicate : RowOutcome::kSent;
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
    case RowOutcome::kHeld: return "held";
    case RowOutcome::kRefused: return "refused";
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
    auto const* const problem = result.if_contains("problem");
    if (problem != nullptr && problem->is_object())
        take_problem(line, problem->get_object());
    else
        take_result(line, result);

    std::string id = text_at(*row.event, "id");
    auto const first = first_.find(id);
    if (line.outcome == RowOutcome::kDuplicate && line.message.empty() && first != first_.end()) {
        line.recipient = first->second.recipient;
        line.message = first->second.message;
    }
    if (!line.message.empty())
        first_.try_emplace(std::move(id), line);
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
