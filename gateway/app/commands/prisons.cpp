// micklegate prisons: what the prison service publishes, told to those whom a contact block makes it concern.
#include "adapters/prisons/movements.hpp"
#include "adapters/prisons/report.hpp"
#include "gateway/agency/submission.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"
#include "gateway/app/commands/prisons_subcommands.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/enrolment.hpp"
#include "gateway/terminal/progress.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace micklegate::app {
namespace {

using prisons::Fate;
using prisons::MovementRow;
using prisons::ReportLine;

struct Options {
    std::string file;
    IdentityOption identity;
    std::string blocked;
    AgencyId to{"police.north-yorkshire"};
    bool json = false;
    bool dry_run = false;
};

/// The events of a feed and what is to be done with each.
struct Feed {
    std::vector<MovementRow> rows;
    std::vector<Fate> fates;

    [[nodiscard]] std::vector<std::string> events(prisons::Address const& address) const
    {
        std::vector<std::string> events;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (fates[i] == Fate::kSend)
                events.push_back(boost::json::serialize(prisons::event_of(rows[i], true, address)));
        return events;
    }
};

Problem in_file(std::string const& file, Problem why)
{
    why.detail = file + ": " + why.detail;
    return why;
}

Result<Feed> read_feed(Options const& options)
{
    Result<std::string> const list = files::read(options.blocked);
    if (!list)
        return list.error();
    auto blocked = prisons::read_blocked(*list);
    if (!blocked)
        return in_file(options.blocked, blocked.error());
    Result<std::string> const text = files::read(options.file);
    if (!text)
        return text.error();
    auto rows = prisons::read_movements(*text);
    if (!rows)
        return in_file(options.file, rows.error());
    Feed feed{*std::move(rows), {}};
    std::set<std::string> const concerned = prisons::with_merged(*std::move(blocked), feed.rows);
    for (MovementRow const& row : feed.rows)
        feed.fates.push_back(prisons::fate_of(row, concerned));
    return feed;
}

Rows groups_of(std::vector<ReportLine> const& lines)
{
    std::map<std::pair<std::string, std::string>, std::size_t> groups;
    for (ReportLine const& line : lines)
        ++groups[{line.outcome, line.code}];
    Rows table{{"OUTCOME", "CODE", "EVENTS"}};
    for (auto const& [group, count] : groups)
        table.push_back({group.first, group.second, std::to_string(count)});
    return table;
}

Rows open_of(std::vector<ReportLine> const& lines)
{
    Rows table{{"EVENT", "PRISONER", "MOVEMENT", "OUTCOME", "CODE", "WHY"}};
    for (ReportLine const& line : lines)
        if (line.open())
            table.push_back({std::to_string(line.event), line.prisoner, line.movement, line.outcome, line.code,
                             terminal::safe_text(line.why)});
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
        return console.print("The file holds no event, so nothing was sent.");
    console.print_table(groups_of(lines));
    if (Rows const open = open_of(lines); open.size() > 1) {
        console.print("");
        console.print_table(open);
    }
    console.print("");
    console.print(prisons::summary_of(lines));
}

std::vector<ReportLine> unsent_of(Feed const& feed)
{
    std::vector<ReportLine> lines;
    for (std::size_t i = 0; i < feed.rows.size(); ++i)
        lines.push_back(prisons::unsent(feed.rows[i], feed.fates[i]));
    return lines;
}

/// One line per event that has an outcome: where the sending stopped, the events to be sent after it have none.
struct Report {
    std::vector<ReportLine> lines;
    std::vector<answers::RowOutcome> outcomes;  ///< of what was sent
};

Report report_of(Feed const& feed, std::vector<boost::json::object> const& results)
{
    Report report;
    auto result = results.begin();
    for (std::size_t i = 0; i < feed.rows.size(); ++i) {
        if (feed.fates[i] != Fate::kSend) {
            report.lines.push_back(prisons::unsent(feed.rows[i], feed.fates[i]));
        } else if (result != results.end()) {
            answers::Answer answer = answers::answer_of(*result++);
            report.outcomes.push_back(answer.outcome);
            report.lines.push_back(prisons::answered(feed.rows[i], std::move(answer)));
        }
    }
    return report;
}

Outcome movements(Options const& options, terminal::Console& console)
{
    auto const feed = read_feed(options);
    if (!feed)
        return feed.error();
    if (options.dry_run) {
        print(unsent_of(*feed), options.json, console);
        return kDone;
    }
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    std::vector<std::string> const events = feed->events({session->identity().agency, options.to});
    terminal::Progress progress{console, "Sending movements", events.size()};
    agency::Submission const submission =
        agency::submit_all(*session, events, [&](std::size_t count) { progress.advance(count); });
    progress.finish();
    Report const report = report_of(*feed, submission.results);
    print(report.lines, options.json, console);
    if (submission.stopped)
        return agency::unfinished(*submission.stopped, submission.results.size(), events.size());
    if (auto left = answers::unsettled(report.outcomes, "What was sent before can be recalled."))
        return *std::move(left);
    return kDone;
}

}  // namespace

void add_prisons(CLI::App& app, Command& chosen)
{
    CLI::App& prisons_app =
        *app.add_subcommand("prisons", "Hand in what the prison service publishes, and follow contact blocks.");
    prisons_app.require_subcommand(1);
    CLI::App& movements_app = *prisons_app.add_subcommand(
        "movements", "Tell police of the movements of prisoners whom a contact block concerns: HMPPS domain events.");
    auto const options = std::make_shared<Options>();
    movements_app.add_option("FILE", options->file, "One event, an array of them or one per line")->required();
    add_identity_option(movements_app, options->identity, "the prison");
    movements_app
        .add_option("--blocked", options->blocked,
                    "The numbers of prisoners whom a contact block concerns, one per line")
        ->required();
    add_readable(movements_app, "--to", options->to, site::parse_agency_id,
                 "The police to tell; default: police.north-yorkshire");
    movements_app.add_flag("--dry-run", options->dry_run, "Say what would be sent, and send nothing");
    movements_app.add_flag("--json", options->json, "Print one JSON line per event");
    on_chosen(movements_app, chosen, [options](terminal::Console& console) { return movements(*options, console); });
    add_prisons_blocks(prisons_app, chosen);
}

}  // namespace micklegate::app
