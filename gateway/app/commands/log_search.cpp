// micklegate log search and log identity: an auditor finds entries, and is told who acted in one, and why.
#include "gateway/agency/audit_search.hpp"
#include "gateway/app/commands/audit_options.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

using boost::json::object;

struct Options {
    IdentityOption identity;
    AuditOptions audit;
    std::size_t most = 50;
    bool all = false;
    bool json = false;
};

std::string shown(object const& entry, std::string_view member)
{
    return terminal::safe_text(json::text_at(entry, member));
}

/// As it can be asked for: "refused:not_allowed".
std::string outcome(object const& entry)
{
    std::string const code = shown(entry, "code");
    return shown(entry, "kind") + (code.empty() ? "" : ":" + code);
}

std::vector<std::vector<std::string>> table_of(std::vector<object> const& found)
{
    std::vector<std::vector<std::string>> rows{{"ENTRY", "WHEN", "AGENCY", "OUTCOME", "TYPE", "RECIPIENT", "RULE"}};
    for (object const& each : found) {
        object const& entry = json::object_at(each, "entry");
        rows.push_back({std::to_string(json::whole_number_at(each, "index", 0)),
                        terminal::london_text(json::text_at(each, "time")), shown(entry, "agency"), outcome(entry),
                        shown(entry, "type"), shown(entry, "recipient"), shown(entry, "rule")});
    }
    return rows;
}

/// Pages as they come, as one table or one JSON object for each entry.
class Listing {
public:
    Listing(terminal::Console& console, Options const& options) : console_{console}, options_{options} {}

    /// False once there are as many as were asked for.
    bool add(std::vector<object> found)
    {
        std::size_t const wanted = options_.all ? found.size() : options_.most - shown_;
        bool const cut = found.size() > wanted;
        found.resize(std::min(found.size(), wanted));
        shown_ += found.size();
        for (object const& each : found)
            if (options_.json)
                console_.print_json(each);
        if (!options_.json && !found.empty())
            console_.print_part(table_of(found), widths_);
        return !cut && (options_.all || shown_ < options_.most);
    }
    [[nodiscard]] std::size_t shown() const noexcept { return shown_; }

private:
    terminal::Console& console_;
    Options const& options_;
    std::vector<std::size_t> widths_;
    std::size_t shown_ = 0;
};

void print_end(Options const& options, agency::AuditPage const& page, bool more, std::size_t shown,
               terminal::Console& console)
{
    if (shown == 0 && options.json)
        console.print_json(boost::json::array{});
    else if (shown == 0)
        console.print("No entry fits.");
    for (std::string const& name : page.unknown)
        console.announce("No entry of the log has what was asked for by: " + name + ".");
    if (std::ranges::find(page.unknown, "subject") != page.unknown.end())
        console.announce(
            "Name the subject with all the fields that such a message names them by: a number that is their own, like "
            "a "
            "UPN, or else forename, surname and date of birth. Under another type it may be the other of the two.");
    if (more)
        console.announce("There may be more: --all shows every one, --limit as many as you say.");
    console.remark("The search is entry " + std::to_string(page.search) + " of the log.");
}

Outcome search(Options const& options, terminal::Console& console)
{
    auto const filters = options.audit.all_filters();
    if (!filters)
        return filters.error();
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto page = agency::start_search(*session, options.audit.occasion, *filters);
    if (!page)
        return page.error();
    agency::AuditPage const first = *page;
    Listing listing{console, options};
    bool more = listing.add(page->entries);
    while (more && !page->next.empty() && console.written()) {
        page = agency::continue_search(*session, *page);
        if (!page)
            return page.error();
        more = listing.add(page->entries);
    }
    print_end(options, first, !more || !page->next.empty(), listing.shown(), console);
    return kDone;
}

struct IdentityOptions {
    IdentityOption identity;
    agency::AuditOccasion occasion;
    std::uint64_t entry = 0;
    bool json = false;
};

Outcome identity(IdentityOptions const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body = options.occasion.body();
    body["entry"] = options.entry;
    auto const told = session->post("/v1/audit/identities", body);
    if (!told)
        return told.error();
    if (options.json) {
        console.print_json(*told);
        return kDone;
    }
    console.print(shown(*told, "identity") + " at " + shown(*told, "agency"));
    console.print("salt " + shown(*told, "salt") + ", commitment " + shown(*told, "commitment"));
    if (object const& reason = json::object_at(*told, "reason"); !reason.empty()) {
        console.print("Reason given: " + shown(reason, "text"));
        console.print("salt " + shown(reason, "salt") + ", commitment " + shown(reason, "commitment"));
    }
    console.remark("That you were told is entry " + std::to_string(json::whole_number_at(*told, "index", 0)) +
                   " of the log. --json has the proof, too.");
    return kDone;
}

void add_search(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand("search", "Find entries of the log, the newest first.");
    auto options = std::make_shared<Options>();
    add_identity_option(command, options->identity, "an auditor");
    add_audit_options(command, options->audit);
    command.get_option("--by")->required();
    command.get_option("--purpose")->required();
    auto* const most = command.add_option("--limit", options->most, "Most entries to show; default: 50");
    most->check(CLI::Range(1UL, 1'000'000'000UL));
    command.add_flag("--all", options->all, "Show every entry that fits")->excludes(most);
    command.add_flag("--json", options->json, "Print JSON, one entry per line");
    command.callback([&chosen, options] {
        options->audit.resolve();
        chosen = [options](terminal::Console& console) { return search(*options, console); };
    });
}

void add_identity(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand(
        "identity", "Be told who acted in an entry, and the reason they gave; that you were is an entry, too.");
    auto options = std::make_shared<IdentityOptions>();
    command.add_option("ENTRY", options->entry, "Index of the entry, as a search shows it")->required();
    add_identity_option(command, options->identity, "an auditor");
    add_occasion_options(command, options->occasion);
    for (char const* const needed : {"--by", "--purpose", "--reason"})
        command.get_option(needed)->required();
    command.add_flag("--json", options->json, "Print the gateway's answer as JSON");
    on_chosen(command, chosen, [options](terminal::Console& console) { return identity(*options, console); });
}

}  // namespace

void add_log_search(CLI::App& log, Command& chosen)
{
    add_search(log, chosen);
    add_identity(log, chosen);
}

}  // namespace micklegate::app
