// micklegate send: CloudEvents from files to the gateway, and what became of each.
#include "gateway/agency/events_file.hpp"
#include "gateway/agency/submission.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/problem_json.hpp"
#include "gateway/terminal/progress.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

struct Options {
    std::vector<std::string> files;
    IdentityOption identity;
    bool json = false;
};

Result<std::vector<std::string>> read_events(std::vector<std::string> const& files)
{
    std::vector<std::string> events;
    for (std::string const& file : files) {
        Result<std::string> const text = files::read(file);
        if (!text)
            return text.error();
        Result<std::vector<std::string>> found = agency::events_in(*text);
        if (!found)
            return problem(found.error().code, file + " holds no events: " + one_line(found.error()),
                           "Give one CloudEvent, an array of them, or one per line.");
        std::ranges::move(*found, std::back_inserter(events));
    }
    return events;
}

bool taken(boost::json::object const& result)
{
    std::string const outcome = json::text_at(result, "outcome");
    return outcome == "accepted" || outcome == "held";
}

std::vector<std::string> table_row(boost::json::object const& result)
{
    auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(result, key)); };
    std::string outcome = shown("outcome");
    if (json::flag_at(result, "replayed"))
        outcome += " before";
    std::string why = outcome.starts_with("accepted") ? "" : shown("why");
    if (result.contains("problem"))
        why = terminal::safe_text(one_line(json::problem_in(json::object_at(result, "problem"))));
    return {shown("event"), outcome, shown("code"), shown("recipient"), shown("message"), why};
}

void print(std::vector<boost::json::object> const& results, bool as_json, terminal::Console& console)
{
    if (as_json) {
        for (boost::json::object const& result : results)
            console.print_json(result);
        return;
    }
    std::vector<std::vector<std::string>> rows{{"EVENT", "OUTCOME", "CODE", "RECIPIENT", "MESSAGE", "WHY"}};
    std::ranges::transform(results, std::back_inserter(rows), table_row);
    console.print_table(rows);
}

Outcome send(Options const& options, terminal::Console& console)
{
    auto const events = read_events(options.files);
    if (!events)
        return events.error();
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    terminal::Progress progress{console, "Sending", events->size()};
    agency::Submission const submission =
        agency::submit_all(*session, *events, [&](std::size_t count) { progress.advance(count); });
    progress.finish();
    if (!submission.results.empty())
        print(submission.results, options.json, console);
    if (submission.stopped)
        return agency::unfinished(*submission.stopped, submission.results.size(), events->size());
    return std::ranges::all_of(submission.results, taken) ? 0 : 1;
}

}  // namespace

void add_send(CLI::App& app, Command& chosen)
{
    CLI::App& send_app = *app.add_subcommand("send", "Send CloudEvents: one object, an array, or one per line.");
    auto const options = std::make_shared<Options>();
    send_app.add_option("FILE", options->files, "Files of events")->required();
    add_identity_option(send_app, options->identity, "the sending agency");
    send_app.add_flag("--json", options->json, "Print one JSON result per line");
    on_chosen(send_app, chosen, [options](terminal::Console& console) { return send(*options, console); });
}

}  // namespace micklegate::app
