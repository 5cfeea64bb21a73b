#include "gateway/app/commands/referral_rows.hpp"

#include "adapters/providers/report.hpp"
#include "gateway/agency/submission.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/enrolment.hpp"
#include "gateway/terminal/progress.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace micklegate::app {
namespace {

using providers::ReferralRow;
using providers::ReportLine;

struct Sent {
    std::vector<ReportLine> lines;  ///< one per row that has an outcome
    std::optional<Problem> stopped;
};

Result<std::vector<ReferralRow>> rows_of(ReferralFile const& options, ReadReferrals read, AgencyId const& from)
{
    Result<std::string> const csv = files::read(options.file);
    if (!csv)
        return csv.error();
    auto rows = read(*csv, from, options.to);
    if (rows)
        return rows;
    Problem why = rows.error();
    why.detail = options.file + ": " + why.detail;
    return why;
}

Sent send(agency::GatewaySession& session, std::vector<ReferralRow> const& rows, std::string const& doing,
          terminal::Console& console)
{
    std::vector<std::string> events;
    for (ReferralRow const& row : rows)
        if (row.event)
            events.push_back(boost::json::serialize(*row.event));
    terminal::Progress progress{console, doing, events.size()};
    agency::Submission submission =
        agency::submit_all(session, events, [&](std::size_t count) { progress.advance(count); });
    progress.finish();
    Sent sent{{}, std::move(submission.stopped)};
    auto result = submission.results.begin();
    for (ReferralRow const& row : rows)
        if (!row.event)
            sent.lines.push_back(unsent(row));
        else if (result != submission.results.end())
            sent.lines.push_back(answered(row, *result++));
    return sent;
}

std::string summary_of(std::vector<ReportLine> const& lines)
{
    std::map<std::string, std::size_t> counts;
    for (ReportLine const& line : lines)
        ++counts[line.outcome];
    std::string summary = std::to_string(lines.size()) + (lines.size() == 1 ? " row" : " rows");
    for (auto const& [outcome, count] : counts)
        summary += (summary.find(':') == std::string::npos ? ": " : ", ") + std::to_string(count) + " " + outcome;
    return summary + ".";
}

void print(std::vector<ReportLine> const& lines, bool as_json, terminal::Console& console)
{
    if (as_json && lines.empty())
        console.print_json(boost::json::array{});
    if (as_json) {
        for (ReportLine const& line : lines)
            console.print_json(to_json(line));
        return;
    }
    std::vector<std::vector<std::string>> table{{"ROW", "REFERRAL", "OUTCOME", "CODE", "WHY"}};
    for (ReportLine const& line : lines)
        if (line.open())
            table.push_back({std::to_string(line.row), terminal::safe_text(line.referral_ref), line.outcome,
                             line.answer.code, terminal::safe_text(line.answer.why)});
    if (table.size() > 1)
        console.print_table(table);
    console.print(summary_of(lines));
}

}  // namespace

void add_referral_options(CLI::App& app, ReferralFile& options, std::string const& whose, std::string const& to)
{
    app.add_option("FILE", options.file, "The CSV")->required();
    add_identity_option(app, options.identity, whose);
    options.to = AgencyId{kHub};
    add_readable(app, "--to", options.to, site::parse_agency_id, to + "; default: " + kHub);
    app.add_flag("--dry-run", options.dry_run, "Read the file and say what would be sent; connect to nothing");
    app.add_flag("--json", options.json, "Print one JSON line per row");
}

Outcome send_referrals(ReferralFile const& options, ReadReferrals read, std::string const& doing,
                       terminal::Console& console)
{
    if (options.dry_run) {
        auto const identity = gateway_client::load_identity(options.identity.folder);
        if (!identity)
            return identity.error();
        auto const rows = rows_of(options, read, identity->agency);
        if (!rows)
            return rows.error();
        std::vector<ReportLine> lines;
        std::ranges::transform(*rows, std::back_inserter(lines), providers::unsent);
        print(lines, options.json, console);
        return kDone;
    }
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const rows = rows_of(options, read, session->identity().agency);
    if (!rows)
        return rows.error();
    Sent sent = send(*session, *rows, doing, console);
    print(sent.lines, options.json, console);
    if (sent.stopped)
        return agency::unfinished(*std::move(sent.stopped), sent.lines.size(), rows->size());
    if (auto left = unsettled(sent.lines))
        return *std::move(left);
    return kDone;
}

}  // namespace micklegate::app
