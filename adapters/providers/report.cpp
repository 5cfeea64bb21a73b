#include "adapters/providers/report.hpp"

#include "gateway/json/fields.hpp"

#include <algorithm>

namespace micklegate::providers {
namespace {

using answers::RowOutcome;

constexpr std::string_view kWouldSend = "would_send";
constexpr std::string_view kFirstStands = "This row was sent before; the first message stands.";
constexpr std::string_view kChanged =
    "This row was sent before with other content, and that message stands; this row was not looked at. A status that "
    "changed has another time; a referral is put right by answering the hub's query.";

ReportLine begin(ReferralRow const& row)
{
    ReportLine line;
    line.row = row.number;
    line.referral_ref = row.referral_ref;
    return line;
}

}  // namespace

bool ReportLine::open() const
{
    return outcome != kWouldSend && answer.outcome != RowOutcome::kSent && answer.outcome != RowOutcome::kDuplicate;
}

boost::json::object to_json(ReportLine const& line)
{
    boost::json::object out;
    out["row"] = line.row;
    out["referral_ref"] = line.referral_ref;
    out["outcome"] = line.outcome;
    out["code"] = line.answer.code;
    out["recipient"] = line.answer.recipient;
    out["message"] = line.answer.message;
    out["why"] = line.answer.why;
    return out;
}

ReportLine answered(ReferralRow const& row, boost::json::object const& result)
{
    ReportLine line = begin(row);
    line.answer = answers::answer_of(result);
    line.outcome = name_of(line.answer.outcome);
    if (line.answer.outcome == RowOutcome::kDuplicate)
        line.answer.why = kFirstStands;
    if (line.answer.outcome == RowOutcome::kChanged)
        line.answer.why = kChanged;
    return line;
}

ReportLine unsent(ReferralRow const& row)
{
    ReportLine line = begin(row);
    if (row.event) {
        line.outcome = kWouldSend;
        line.answer.recipient = json::text_at(*row.event, "recipient");
        return line;
    }
    line.answer.outcome = RowOutcome::kRefused;
    line.answer.code = "invalid_value";
    line.answer.why = row.event.error().detail;
    line.outcome = name_of(RowOutcome::kRefused);
    return line;
}

std::optional<Problem> unsettled(std::vector<ReportLine> const& lines)
{
    std::vector<RowOutcome> outcomes;
    for (ReportLine const& line : lines)
        if (line.outcome != kWouldSend)
            outcomes.push_back(line.answer.outcome);
    return answers::unsettled(outcomes, "For a changed row, see what it says.");
}

}  // namespace micklegate::providers
