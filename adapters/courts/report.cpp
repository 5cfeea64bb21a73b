#include "adapters/courts/report.hpp"

#include <algorithm>
#include <array>

namespace micklegate::courts {
namespace {

using answers::RowOutcome;

constexpr std::string_view kWouldSend = "would_send";
constexpr std::string_view kSkipped = "skipped";

ReportLine begin(OrderRow const& row)
{
    ReportLine line;
    line.row = row.number;
    line.case_number = row.case_number;
    line.order_ref = row.told.order_ref;
    line.type = row.told.type;
    return line;
}

}  // namespace

bool ReportLine::open() const
{
    constexpr std::array<std::string_view, 4> kSettled{"sent", "duplicate", kWouldSend, kSkipped};
    return std::ranges::find(kSettled, std::string_view{outcome}) == kSettled.end();
}

boost::json::object to_json(ReportLine const& line)
{
    boost::json::object out;
    out["row"] = line.row;
    out["case_number"] = line.case_number;
    out["order_ref"] = line.order_ref;
    out["type"] = line.type;
    out["outcome"] = line.outcome;
    out["code"] = line.code;
    out["recipient"] = line.recipient;
    out["message"] = line.message;
    out["why"] = line.why;
    return out;
}

ReportLine unsent(OrderRow const& row)
{
    ReportLine line = begin(row);
    line.outcome = row.told.skipped() ? kSkipped : kWouldSend;
    if (!row.told.data) {
        line.outcome = answers::name_of(RowOutcome::kRefused);
        line.code = "invalid_value";
        line.why = row.told.data.error().detail;
    }
    return line;
}

ReportLine answered(OrderRow const& row, answers::Answer answer)
{
    ReportLine line = begin(row);
    line.outcome = answers::name_of(answer.outcome);
    line.code = std::move(answer.code);
    line.recipient = std::move(answer.recipient);
    line.message = std::move(answer.message);
    line.why = answer.outcome == RowOutcome::kDuplicate ? "This was sent before; the first message stands."
                                                        : std::move(answer.why);
    return line;
}

std::string summary_of(std::vector<ReportLine> const& lines)
{
    std::string summary = std::to_string(lines.size()) + (lines.size() == 1 ? " row" : " rows");
    std::string_view between = ": ";
    for (std::string_view const outcome :
         {std::string_view{"sent"}, std::string_view{"duplicate"}, kWouldSend, std::string_view{"changed"},
          std::string_view{"held"}, std::string_view{"refused"}, std::string_view{"not_sent"},
          std::string_view{"unconfirmed"}, kSkipped}) {
        auto const count = std::ranges::count(lines, outcome, &ReportLine::outcome);
        if (count == 0)
            continue;
        summary += std::string{between} + std::to_string(count) + " " + std::string{outcome};
        between = ", ";
    }
    return summary + ".";
}

}  // namespace micklegate::courts
