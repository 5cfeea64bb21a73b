// micklegate status: the life of one message, for its sender and its recipient.
#include "gateway/app/commands/audit_options.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <algorithm>
#include <utility>

namespace micklegate::app {
namespace {

struct Options {
    MessageId message;
    IdentityOption identity;
    agency::Oversight oversight;
    bool json = false;
};

/// What a person said who decided about the message, and what it became.
void print_decision(boost::json::object const& step, terminal::Console& console)
{
    auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(step, key)); };
    if (std::string const reason = shown("reason"); !reason.empty())
        console.print("What " + shown("agency") + " said of it (" + shown("state") + "): " + reason);
    if (std::string const next = shown("released_as"); !next.empty())
        console.print("It went on as message " + next + ".");
    if (std::string const next = shown("followed_by"); !next.empty())
        console.print("It is " + shown("state") + " by message " + next + ".");
}

/// Whom the sender, the desk and auditors may still have to tell.
void print_breach(boost::json::object const& told, terminal::Console& console)
{
    auto const& breach = json::object_at(told, "breach");
    std::string const outcome = terminal::safe_text(json::text_at(json::object_at(breach, "assessed"), "outcome"));
    if (!outcome.empty())
        console.print("The breach was assessed: " + outcome + ".");
    else if (!breach.empty())
        console.print("The breach is to be assessed, and the Commissioner told where that is needed, by " +
                      terminal::london_text(json::text_at(breach, "notify_by")) +
                      (json::flag_at(breach, "overdue") ? ": that time has passed." : "."));
}

/// Whoever may not know which they were is told how many.
void print_onward(boost::json::object const& told, terminal::Console& console)
{
    auto const& onward = json::array_at(told, "onward");
    auto const count = json::whole_number_at(told, "onward_count", 0);
    if (std::cmp_less(onward.size(), count))
        console.print(std::to_string(count) + (json::flag_at(told, "onward_more") ? " or more" : "") +
                      (count == 1 ? " message was" : " messages were") +
                      " sent on through the gateway; the duty desk or an auditor sees which.");
    if (onward.empty())
        return;
    console.print("Its recipient sent on about the same person since opening it:");
    std::vector<std::vector<std::string>> table{{"TYPE", "TO", "WHEN", "LOG ENTRY"}};
    for (boost::json::value const& value : onward)
        if (auto const* const item = value.if_object())
            table.push_back({terminal::safe_text(json::text_at(*item, "type")),
                             terminal::safe_text(json::text_at(*item, "recipient")),
                             terminal::london_text(json::text_at(*item, "time")),
                             std::to_string(json::whole_number_at(*item, "index", 0))});
    console.print_table(table);
}

/// Nothing of what the gateway kept of it can be read there any more.
void print_destruction(boost::json::object const& told, terminal::Console& console)
{
    boost::json::object const& destroyed = json::object_at(told, "copy_destroyed");
    if (!destroyed.empty())
        console.print("The gateway destroyed its sealed copy on " +
                      terminal::london_text(json::text_at(destroyed, "time")) + ": " +
                      terminal::safe_text(json::text_at(destroyed, "by")) + ", log entry " +
                      std::to_string(json::whole_number_at(destroyed, "index", 0)) + ".");
}

bool has_step(boost::json::object const& told, std::string_view state)
{
    return std::ranges::any_of(json::array_at(told, "steps"), [&](boost::json::value const& step) {
        return step.is_object() && json::text_at(step.get_object(), "state") == state;
    });
}

/// A withdrawal says nothing of a breach, which a message that was read by the wrong agency is.
void print_unasked_breach(boost::json::object const& told, AgencyId const& asker, terminal::Console& console)
{
    bool const recalled = has_step(told, "recalled") || has_step(told, "recall_requested");
    if (json::text_at(told, "from") == asker.get() && has_step(told, "withdrawn") && has_step(told, "opened") &&
        !recalled)
        console.print(
            "If it went to the wrong recipient, it is a breach, whose clock a withdrawal does not start. Also: "
            "micklegate recall " +
            terminal::safe_text(json::text_at(told, "message")) + " --code wrong_recipient");
}

void print(boost::json::object const& told, AgencyId const& asker, terminal::Console& console)
{
    auto const shown = [](boost::json::object const& object, std::string_view key) {
        return terminal::safe_text(json::text_at(object, key));
    };
    std::string line =
        shown(told, "type") + " from " + shown(told, "from") + " to " + shown(told, "to") + ": " + shown(told, "state");
    if (std::string const code = shown(told, "code"); !code.empty() && shown(told, "state") == shown(told, "outcome"))
        line += " (" + code + ")";
    console.print(line + ".");
    if (std::string const deadline = terminal::london_text(json::text_at(told, "deadline")); !deadline.empty())
        console.print("To be opened by " + deadline + ".");
    print_destruction(told, console);
    std::vector<std::vector<std::string>> table{{"STATE", "WHEN", "AGENCY", "PERSON", "CODE", "LOG ENTRY"}};
    for (boost::json::value const& value : json::array_at(told, "steps")) {
        if (!value.is_object())
            continue;
        boost::json::object const& step = value.get_object();
        std::string const turned_to = shown(step, "to");
        table.push_back({shown(step, "state"), terminal::london_text(json::text_at(step, "time")),
                         turned_to.empty() ? shown(step, "agency") : "to " + turned_to, shown(step, "person"),
                         shown(step, "code"), std::to_string(json::whole_number_at(step, "index", 0))});
    }
    console.print_table(table);
    for (boost::json::value const& value : json::array_at(told, "steps"))
        if (value.is_object())
            print_decision(value.get_object(), console);
    if (std::string const held = shown(told, "released_from"); !held.empty())
        console.print("It was held as message " + held + " until the duty desk released it.");
    print_breach(told, console);
    print_onward(told, console);
    print_unasked_breach(told, asker, console);
}

Outcome status(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const told = agency::fetch_timeline(*session, options.message, options.oversight);
    if (!told)
        return ask_overseer(told.error(), options.oversight, session->identity().kind);
    if (options.json)
        console.print_json(*told);
    else
        print(*told, session->identity().agency, console);
    return kDone;
}

}  // namespace

void add_status(CLI::App& app, Command& chosen)
{
    CLI::App& status_app = *app.add_subcommand("status", "Show what happened to a message.");
    auto const options = std::make_shared<Options>();
    add_message_option(status_app, options->message);
    add_identity_option(status_app, options->identity,
                        "its sender or recipient; of a recalled one also the duty desk or an auditor");
    add_oversight_options(status_app, options->oversight);
    status_app.add_flag("--json", options->json, "Print the gateway's answer as JSON");
    on_chosen(status_app, chosen, [options](terminal::Console& console) { return status(*options, console); });
}

}  // namespace micklegate::app
