// micklegate police: what police forces hand in, in their own formats.
#include "adapters/police/overnight.hpp"
#include "adapters/police/report.hpp"
#include "adapters/police/unsettled.hpp"
#include "gateway/agency/morning_report.hpp"
#include "gateway/agency/submission.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/police_subcommands.hpp"
#include "gateway/files/files.hpp"
#include "gateway/terminal/progress.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace micklegate::app {
namespace {

using police::NightRow;
using police::ReportLine;
using police::RowOutcome;

struct Options {
    std::string file;
    IdentityOption identity;
    std::string report;
    bool json = false;
};

std::vector<std::string> events_of(std::vector<NightRow> const& rows)
{
    std::vector<std::string> events;
    for (NightRow const& row : rows)
        if (row.event)
            events.push_back(boost::json::serialize(*row.event));
    return events;
}

/// One line per row that has an outcome: where the sending stopped, the rows after it have none.
std::vector<ReportLine> report_of(std::vector<NightRow> const& rows, std::vector<boost::json::object> const& results)
{
    police::Reporter reporter;
    std::vector<ReportLine> lines;
    auto result = results.begin();
    for (NightRow const& row : rows) {
        if (!row.event)
            lines.push_back(police::Reporter::unreadable(row));
        else if (result != results.end())
            lines.push_back(reporter.answered(row, *result++));
    }
    return lines;
}

std::string summary_of(std::vector<ReportLine> const& lines)
{
    std::string summary = std::to_string(lines.size()) + " rows";
    for (RowOutcome const outcome : {RowOutcome::kSent, RowOutcome::kDuplicate, RowOutcome::kChanged, RowOutcome::kHeld,
                                     RowOutcome::kRefused, RowOutcome::kNotSent, RowOutcome::kUnconfirmed}) {
        auto const count = std::ranges::count(lines, outcome, &ReportLine::outcome);
        if (count != 0)
            summary +=
                (summary.ends_with("rows") ? ": " : ", ") + std::to_string(count) + " " + std::string{name_of(outcome)};
    }
    return summary + ".";
}

void print_groups(std::vector<ReportLine> const& lines, terminal::Console& console)
{
    std::map<std::pair<RowOutcome, std::string>, std::size_t> groups;
    for (ReportLine const& line : lines)
        ++groups[{line.outcome, line.code}];
    std::vector<std::vector<std::string>> table{{"OUTCOME", "CODE", "ROWS"}};
    for (auto const& [group, count] : groups)
        table.push_back({std::string{name_of(group.first)}, group.second, std::to_string(count)});
    console.print_table(table);
}

/// The rows nobody has been told of: these are what a person must look at in the morning.
void print_untold(std::vector<ReportLine> const& lines, terminal::Console& console)
{
    std::vector<std::vector<std::string>> table{{"ROW", "INCIDENT", "CHILD", "OUTCOME", "CODE", "WHY"}};
    for (ReportLine const& line : lines)
        if (line.outcome != RowOutcome::kSent && line.outcome != RowOutcome::kDuplicate)
            table.push_back({std::to_string(line.row), terminal::safe_text(line.incident_ref),
                             terminal::safe_text(line.child_ref), std::string{name_of(line.outcome)}, line.code,
                             terminal::safe_text(line.why)});
    if (table.size() == 1)
        return;
    console.print("");
    console.print_table(table);
}

void print(std::vector<ReportLine> const& lines, bool as_json, terminal::Console& console)
{
    if (as_json) {
        for (ReportLine const& line : lines)
            console.print_json(to_json(line));
        return;
    }
    print_groups(lines, console);
    print_untold(lines, console);
    console.print("");
    console.print(summary_of(lines));
}

void say_empty(bool as_json, terminal::Console& console)
{
    if (as_json)
        console.print_json(boost::json::array{});
    else
        console.print("The file holds no row below its header, so nothing was sent.");
}

Outcome overnight(Options const& options, terminal::Console& console)
{
    auto report = agency::MorningReport::claim(options.report);
    if (!report)
        return report.error();
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    Result<std::string> const csv = files::read(options.file);
    if (!csv)
        return csv.error();
    auto const rows = police::read_night(*csv, session->identity().agency);
    if (!rows) {
        Problem why = rows.error();
        why.detail = options.file + ": " + why.detail;
        return why;
    }

    std::vector<std::string> const events = events_of(*rows);
    terminal::Progress progress{console, "Sending the night", events.size()};
    agency::Submission const submission =
        agency::submit_all(*session, events, [&](std::size_t count) { progress.advance(count); });
    progress.finish();
    std::vector<ReportLine> const lines = report_of(*rows, submission.results);
    if (!lines.empty())
        print(lines, options.json, console);
    if (rows->empty())
        say_empty(options.json, console);
    if (auto const kept = report->keep(lines); !kept)
        return kept.error();
    if (submission.stopped)
        return agency::unfinished(*submission.stopped, lines.size(), rows->size());
    if (auto left = police::unsettled(lines))
        return *std::move(left);
    return kDone;
}

}  // namespace

void add_police(CLI::App& app, Command& chosen)
{
    CLI::App& police_app =
        *app.add_subcommand("police", "Hand in what a police force exports, rank who is in it, or look up an order.");
    police_app.require_subcommand(1);
    CLI::App& overnight_app = *police_app.add_subcommand(
        "overnight", "Send the night's Operation Encompass export: a CSV of one row per child and incident.");
    auto const options = std::make_shared<Options>();
    overnight_app.add_option("FILE", options->file, "The night's CSV")->required();
    add_identity_option(overnight_app, options->identity, "the force");
    overnight_app.add_option("--report", options->report, "Also write one JSON line per row to this new file");
    overnight_app.add_flag("--json", options->json, "Print one JSON line per row");
    on_chosen(overnight_app, chosen, [options](terminal::Console& console) { return overnight(*options, console); });
    add_police_lookup(police_app, chosen);
    add_police_referrals(police_app, chosen);
    add_police_rfgv(police_app, chosen);
}

}  // namespace micklegate::app
