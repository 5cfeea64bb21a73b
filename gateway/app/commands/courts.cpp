// micklegate courts: what a family court's case system exports, told to the police who enforce it.
#include "adapters/courts/report.hpp"
#include "gateway/agency/submission.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/enrolment.hpp"
#include "gateway/terminal/progress.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace micklegate::app {
namespace {

using courts::OrderRow;
using courts::ReportLine;

struct Options {
    std::string file;
    IdentityOption identity;
    AgencyId to{"police.north-yorkshire"};
    bool json = false;
    bool dry_run = false;
};

Result<std::vector<OrderRow>> read_rows(std::string const& file)
{
    Result<std::string> const text = files::read(file);
    if (!text)
        return text.error();
    auto rows = courts::read_orders(*text);
    if (rows)
        return rows;
    Problem why = rows.error();
    why.detail = file + ": " + why.detail;
    return why;
}

Rows groups_of(std::vector<ReportLine> const& lines)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> groups;
    for (ReportLine const& line : lines)
        ++groups[{line.type, line.outcome, line.code}];
    Rows table{{"MESSAGE", "OUTCOME", "CODE", "ROWS"}};
    for (auto const& [group, count] : groups)
        table.push_back({std::get<0>(group), std::get<1>(group), std::get<2>(group), std::to_string(count)});
    return table;
}

Rows open_of(std::vector<ReportLine> const& lines)
{
    Rows table{{"ROW", "CASE", "ORDER", "OUTCOME", "CODE", "WHY"}};
    for (ReportLine const& line : lines)
        if (line.open())
            table.push_back({std::to_string(line.row), line.case_number, terminal::safe_text(line.order_ref),
                             line.outcome, line.code, terminal::safe_text(line.why)});
    return table;
}

void print(std::vector<ReportLine> const& lines, bool as_json, terminal::Console& console)
{
    if (as_json && lines.empty())
        return console.print_json(boost::json::array{});
    if (as_json) {
        for (ReportLine const& line : lines)
            console.print_json(to_json(line));
        return;
    }
    if (lines.empty())
        return console.print("The file tells of no order, so nothing was sent.");
    console.print_table(groups_of(lines));
    if (Rows const open = open_of(lines); open.size() > 1) {
        console.print("");
        console.print_table(open);
    }
    console.print("");
    console.print(courts::summary_of(lines));
}

/// One line per row that has an outcome: where the sending stopped, the messages after it have none.
struct Report {
    std::vector<ReportLine> lines;
    std::vector<answers::RowOutcome> outcomes;  ///< of what was sent
};

Report report_of(std::vector<OrderRow> const& rows, std::vector<boost::json::object> const& results)
{
    Report report;
    auto result = results.begin();
    for (OrderRow const& row : rows) {
        if (!is_message(row)) {
            report.lines.push_back(courts::unsent(row));
        } else if (result != results.end()) {
            answers::Answer answer = answers::answer_of(*result++);
            report.outcomes.push_back(answer.outcome);
            report.lines.push_back(courts::answered(row, std::move(answer)));
        }
    }
    return report;
}

Outcome orders(Options const& options, terminal::Console& console)
{
    auto const rows = read_rows(options.file);
    if (!rows)
        return rows.error();
    if (options.dry_run) {
        std::vector<ReportLine> lines;
        std::ranges::transform(*rows, std::back_inserter(lines), courts::unsent);
        print(lines, options.json, console);
        return kDone;
    }
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    courts::Address const address{session->identity().agency, options.to};
    std::vector<std::string> events;
    for (OrderRow const& row : *rows)
        if (is_message(row))
            events.push_back(boost::json::serialize(courts::event_of(row, address)));
    terminal::Progress progress{console, "Sending orders", events.size()};
    agency::Submission const submission =
        agency::submit_all(*session, events, [&](std::size_t count) { progress.advance(count); });
    progress.finish();
    Report const report = report_of(*rows, submission.results);
    print(report.lines, options.json, console);
    if (submission.stopped)
        return agency::unfinished(*submission.stopped, submission.results.size(), events.size());
    if (auto left = answers::unsettled(report.outcomes, "What was sent before can be recalled."))
        return *std::move(left);
    return kDone;
}

}  // namespace

void add_courts(CLI::App& app, Command& chosen)
{
    CLI::App& courts_app = *app.add_subcommand("courts", "Hand in what a family court's case system exports.");
    courts_app.require_subcommand(1);
    CLI::App& orders_app = *courts_app.add_subcommand(
        "orders", "Give police the orders of a court, what became of them and who was served: case data of CCD.");
    auto const options = std::make_shared<Options>();
    orders_app.add_option("FILE", options->file, "One case, an array of them, a search's answer or one case per line")
        ->required();
    add_identity_option(orders_app, options->identity, "the court");
    add_readable(orders_app, "--to", options->to, site::parse_agency_id,
                 "The police to tell; default: police.north-yorkshire");
    orders_app.add_flag("--dry-run", options->dry_run, "Say what would be sent, and send nothing");
    orders_app.add_flag("--json", options->json, "Print one JSON line per row");
    on_chosen(orders_app, chosen, [options](terminal::Console& console) { return orders(*options, console); });
}

}  // namespace micklegate::app
