#include "adapters/prisons/report.hpp"

#include <algorithm>
#include <array>

namespace micklegate::prisons {
namespace {

using answers::RowOutcome;

constexpr std::string_view kWouldSend = "would_send";
constexpr std::string_view kSkipped = "skipped";
constexpr std::string_view kNotConcerned = "not_concerned";

ReportLine begin(MovementRow const& row)
{
    ReportLine line;
    line.event = row.number;
    line.prisoner = row.prisoner;
    line.movement = row.movement;
    return line;
}

std::string why_not_looked_at(RowOutcome outcome)
{
    if (outcome == RowOutcome::kDuplicate)
        return "This movement was sent before; the first message stands.";
    return "This movement was sent before to somebody else or with other content, and that message stands.";
}

}  // namespace

bool ReportLine::open() const
{
    constexpr std::array<std::string_view, 5> kSettled{"sent", "duplicate", kWouldSend, kSkipped, kNotConcerned};
    return std::ranges::find(kSettled, std::string_view{outcome}) == kSettled.end();
}

boost::json::object to_json(ReportLine const& line)
{
    boost::json::object out;
    out["event"] = line.event;
    out["prisoner_number"] = line.prisoner;
    out["movement"] = line.movement;
    out["outcome"] = line.outcome;
    out["code"] = line.code;
    out["recipient"] = line.recipient;
    out["message"] = line.message;
    out["why"] = line.why;
    return out;
}

Fate fate_of(MovementRow const& row, std::set<std::string> const& blocked)
{
    if (!row.movement_data)
        return Fate::kUnreadable;
    if (row.skipped())
        return Fate::kSkipped;
    return blocked.contains(row.prisoner) || blocked.contains(row.retired) ? Fate::kSend : Fate::kNotConcerned;
}

ReportLine unsent(MovementRow const& row, Fate fate)
{
    ReportLine line = begin(row);
    switch (fate) {
    case Fate::kSend: line.outcome = kWouldSend; break;
    case Fate::kSkipped: line.outcome = kSkipped; break;
    case Fate::kNotConcerned: line.outcome = kNotConcerned; break;
    case Fate::kUnreadable:
        line.outcome = answers::name_of(RowOutcome::kRefused);
        line.code = "invalid_value";
        line.why = row.movement_data.error().detail;
        break;
    }
    return line;
}

ReportLine answered(MovementRow const& row, answers::Answer answer)
{
    ReportLine line = begin(row);
    line.outcome = answers::name_of(answer.outcome);
    line.code = std::move(answer.code);
    line.recipient = std::move(answer.recipient);
    line.message = std::move(answer.message);
    line.why = answer.outcome == RowOutcome::kDuplicate || answer.outcome == RowOutcome::kChanged
                   ? why_not_looked_at(answer.outcome)
                   : std::move(answer.why);
    return line;
}

std::string summary_of(std::vector<ReportLine> const& lines)
{
    std::string summary = std::to_string(lines.size()) + (lines.size() == 1 ? " event" : " events");
    std::string_view between = ": ";
    for (std::string_view const outcome :
         {std::string_view{"sent"}, std::string_view{"duplicate"}, kWouldSend, std::string_view{"changed"},
          std::string_view{"held"}, std::string_view{"refused"}, std::string_view{"not_sent"},
          std::string_view{"unconfirmed"}, kNotConcerned, kSkipped}) {
        auto const count = std::ranges::count(lines, outcome, &ReportLine::outcome);
        if (count == 0)
            continue;
        summary += std::string{between} + std::to_string(count) + " " + std::string{outcome};
        between = ", ";
    }
    return summary + ".";
}

}  // namespace micklegate::prisons
