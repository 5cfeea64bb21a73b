#include "adapters/police/report.hpp"

#include "gateway/json/fields.hpp"

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

ReportLine begin(NightRow const& row)
{
    ReportLine line;
    line.row = row.number;
    line.incident_ref = row.incident_ref;
    line.child_ref = row.child_ref;
    return line;
}

}  // namespace

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
    answers::Answer answer = answers::answer_of(result);
    line.outcome = answer.outcome;
    line.code = std::move(answer.code);
    line.recipient = std::move(answer.recipient);
    line.message = std::move(answer.message);
    line.why = line.outcome == RowOutcome::kDuplicate ? std::string{kFirstStands} : std::move(answer.why);

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
