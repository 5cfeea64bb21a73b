// micklegate held: the duty desk decides what becomes of messages the gateway holds for a person.
#include "gateway/agency/inbox.hpp"
#include "gateway/agency/rejection.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/listed.hpp"
#include "gateway/app/commands/recorded.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/site/enrolment.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::app {
namespace {

using boost::json::object;

struct Options {
    MessageId message;
    IdentityOption identity;
    Decision decision;
    std::optional<AgencyId> to;
    std::string code;
    bool json = false;
};

Rows rows_of(Items const& messages)
{
    Rows rows{{"MESSAGE", "SINCE", "TYPE", "FROM", "CODE", "WHY"}};
    for (object const& message : messages) {
        auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(message, key)); };
        rows.push_back({shown("message"), terminal::london_text(json::text_at(message, "since")), shown("type"),
                        shown("from"), shown("code"), shown("why")});
    }
    return rows;
}

Outcome list(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const held = agency::fetch_inbox(*session, "held");
    if (!held)
        return held.error();
    print_list(console, held->messages, options.json, rows_of, "Nothing is held.");
    if (!held->messages.empty())
        console.remark("Next: micklegate inbox open MESSAGE, then held release or held return.");
    return kDone;
}

/// The gateway cannot read what it sealed to the desk, so the desk shows it what the box held.
Result<object> content_of(agency::GatewaySession& session, MessageId const& message)
{
    auto const fetched = session.get(agency::message_target("inbox", message));
    if (!fetched)
        return fetched.error();
    auto opened = agency::unseal(*fetched, session.identity());
    if (!opened)
        return opened.error();
    object content;
    content["body"] = std::move(opened->letter);
    content["salt"] = std::move(opened->salt);
    return content;
}

Outcome release(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto content = content_of(*session, options.message);
    if (!content)
        return content.error();
    object body = options.decision.body();
    body["content"] = *std::move(content);
    if (options.to)
        body["to"] = options.to->get();
    auto const told = session->post(agency::message_target("held", options.message) + "/release", body);
    if (!told)
        return told.error();
    auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(*told, key)); };
    if (options.json)
        console.print_json(*told);
    else
        console.print("Released to " + shown("to") + " as message " + shown("released_as") + recorded(*told));
    return kDone;
}

Outcome send_back(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body = options.decision.body();
    if (!options.code.empty())
        body["code"] = options.code;
    auto const told = session->post(agency::message_target("held", options.message) + "/return", body);
    if (!told)
        return told.error();
    if (options.json)
        console.print_json(*told);
    else
        console.print("Returned to its sender (" + terminal::safe_text(json::text_at(*told, "code")) + ")" +
                      recorded(*told));
    return kDone;
}

using Action = Outcome (*)(Options const&, terminal::Console&);

CLI::App& add_action(CLI::App& held, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                     char const* name, char const* about)
{
    CLI::App& added = *held.add_subcommand(name, about);
    add_identity_option(added, options->identity, "the duty desk");
    added.add_flag("--json", options->json, "Print JSON, one result per line");
    on_chosen(added, chosen, [options, action](terminal::Console& console) { return action(*options, console); });
    return added;
}

void add_message_decision(CLI::App& action, Options& options)
{
    add_message_option(action, options.message);
    add_decision_options(action, options.decision, "Why, for the sender to read");
}

}  // namespace

void add_held(CLI::App& app, Command& chosen)
{
    CLI::App& held = *app.add_subcommand("held", "List, release and return the messages that wait for the duty desk.");
    held.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    add_action(held, chosen, options, list, "list", "List what waits and why, the oldest first.");
    CLI::App& released =
        add_action(held, chosen, options, release, "release", "Let a message go on, decided by the policies of now.");
    add_message_decision(released, *options);
    add_readable(released, "--to", options->to, site::parse_agency_id,
                 "The recipient, like school.901233; only for a message held because it is not clear who it is for");
    CLI::App& returned =
        add_action(held, chosen, options, send_back, "return", "Send a message back to its sender, to be mended.");
    add_message_decision(returned, *options);
    add_readable(
        returned, "--code", options->code, agency::parse_return_code,
        "What the sender is to do; default: what it is held for mostly asks. One of: " + agency::return_codes_text());
}

}  // namespace micklegate::app
