// micklegate recall and micklegate breach: take a message back, and say whether the Commissioner was told.
#include "gateway/agency/rejection.hpp"
#include "gateway/app/commands/audit_options.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"
#include "gateway/app/commands/recorded.hpp"
#include "gateway/base/moment.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::app {
namespace {

using boost::json::object;

struct Options {
    MessageId message;
    IdentityOption identity;
    Decision decision;
    agency::Oversight oversight;
    std::string code;
    bool breach = false;
    std::optional<Moment> aware_at;
    bool json = false;
};

/// What is asked of those who have it.
std::string asked_of_readers(agency::GatewaySession& session, MessageId const& message, object const& recalled)
{
    if (json::text_at(recalled, "state") != "recall_requested")
        return "Nobody had opened it.";
    auto const told = agency::fetch_timeline(session, message, {});
    return told && json::text_at(*told, "state") == "destroyed"
               ? "It was opened, and its reader has confirmed that it is destroyed."
               : "It was opened; its readers are asked to destroy it.";
}

Outcome recall(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body = options.decision.body();
    body["code"] = options.code;
    if (options.breach)
        body["breach"] = true;
    if (options.aware_at)
        body["aware_at"] = rfc3339(*options.aware_at);
    auto const told = session->post(agency::message_target("messages", options.message) + "/recall", body);
    if (!told)
        return told.error();
    if (options.json) {
        console.print_json(*told);
        return kDone;
    }
    console.print("Recalled" + recorded(*told));
    console.print(asked_of_readers(*session, options.message, *told));
    if (std::string const by = terminal::london_text(json::text_at(*told, "notify_by")); !by.empty())
        console.print("The breach clock runs: assess it, and tell the Commissioner where that is needed, by " + by +
                      ". Next: micklegate breach assess " + options.message.get());
    return kDone;
}

Rows rows_of(Items const& clocks)
{
    Rows rows{{"MESSAGE", "TYPE", "FROM", "TO", "STATE", "CODE", "AWARE", "TELL BY"}};
    for (object const& clock : clocks) {
        auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(clock, key)); };
        auto const when = [&](std::string_view key) { return terminal::london_text(json::text_at(clock, key)); };
        rows.push_back({shown("message"), shown("type"), shown("from"), shown("to"), shown("state"), shown("code"),
                        when("aware_at"), when("notify_by") + (json::flag_at(clock, "overdue") ? " OVERDUE" : "")});
    }
    return rows;
}

Outcome list(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const running = agency::fetch_breaches(*session, options.oversight);
    if (!running)
        return ask_overseer(running.error(), options.oversight, session->identity().kind);
    print_list(console, *running, options.json, rows_of, "No breach clock runs.");
    return kDone;
}

Outcome assess(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body = options.decision.body();
    body["outcome"] = options.code;
    auto const told = session->post(agency::message_target("messages", options.message) + "/breach", body);
    if (!told)
        return told.error();
    if (options.json)
        console.print_json(*told);
    else
        console.print("Assessed (" + terminal::safe_text(json::text_at(*told, "code")) + ")" + recorded(*told));
    return kDone;
}

using Action = Outcome (*)(Options const&, terminal::Console&);

void add_common_options(CLI::App& app, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                        std::string const& whose)
{
    add_identity_option(app, options->identity, whose);
    app.add_flag("--json", options->json, "Print JSON, one result per line");
    on_chosen(app, chosen, [options, action](terminal::Console& console) { return action(*options, console); });
}

void add_message_decision(CLI::App& app, Options& options)
{
    add_message_option(app, options.message);
    add_decision_options(app, options.decision, "Why, for your own agency's records");
}

}  // namespace

void add_recall(CLI::App& app, Command& chosen)
{
    CLI::App& recalled = *app.add_subcommand("recall", "Take a message back that should not have gone where it went.");
    auto const options = std::make_shared<Options>();
    add_common_options(recalled, chosen, options, recall, "its sender, or of the duty desk that released it");
    add_message_decision(recalled, *options);
    add_readable(recalled, "--code", options->code, agency::parse_recall_code,
                 "What went wrong. One of: " + agency::recall_codes_text())
        ->required();
    recalled.add_flag("--breach", options->breach, "It is a personal data breach, whatever the code: start the clock");
    add_readable(recalled, "--aware-at", options->aware_at, parse_rfc3339,
                 "When you became aware, like 2026-11-23T08:30:00Z; default: now");
}

void add_breach(CLI::App& app, Command& chosen)
{
    CLI::App& breach = *app.add_subcommand("breach", "List and assess the breaches whose 72 hours run.");
    breach.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    CLI::App& listed = *breach.add_subcommand("list", "List the clocks that run, the oldest first.");
    add_common_options(listed, chosen, options, list, "an agency that sent, the duty desk or an auditor");
    add_oversight_options(listed, options->oversight);
    CLI::App& assessed =
        *breach.add_subcommand("assess", "Say whether the Information Commissioner was told; that ends the clock.");
    add_common_options(assessed, chosen, options, assess, "its sender, or of the duty desk that released it");
    add_message_decision(assessed, *options);
    add_readable(assessed, "--outcome", options->code, agency::parse_breach_outcome,
                 "What was done. One of: " + agency::breach_outcomes_text())
        ->required();
}

}  // namespace micklegate::app
