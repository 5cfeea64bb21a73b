// micklegate inbox: a recipient reads its post, says who did, and what came of it.
#include "gateway/agency/inbox.hpp"
#include "gateway/agency/inbox_table.hpp"
#include "gateway/agency/letter_text.hpp"
#include "gateway/agency/rejection.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/recorded.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/site/share.hpp"

#include <algorithm>
#include <thread>

namespace micklegate::app {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kLongestWait{25};
constexpr seconds kPause{2};

struct Options {
    MessageId message;
    IdentityOption identity;
    agency::Person by;
    std::string rejection;
    long watch_seconds = 0;  ///< 0: until interrupted
    bool json = false;
};

/// Pages of a mailbox as one table, or one JSON object per message.
class Listing {
public:
    Listing(terminal::Console& console, bool as_json) : console_{console}, as_json_{as_json} {}

    void add(std::vector<boost::json::object> const& messages)
    {
        for (boost::json::object const& message : messages)
            if (as_json_)
                console_.print_json(message);
        if (!as_json_ && !messages.empty())
            console_.print_part(agency::inbox_table(messages, system_now()), widths_);
    }

private:
    terminal::Console& console_;
    bool as_json_;
    std::vector<std::size_t> widths_;
};

Outcome list(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const inbox = agency::fetch_inbox(*session);
    if (!inbox)
        return inbox.error();
    Listing{console, options.json}.add(inbox->messages);
    if (inbox->messages.empty() && options.json)
        console.print_json(boost::json::array{});
    else if (inbox->messages.empty())
        console.print("The inbox is empty.");
    return kDone;
}

/// A long poll that a restart or a lost network ends is simply asked again: nothing is missed, because the place is
/// kept.
bool passing(Problem const& problem)
{
    return problem.code == ProblemCode::kUnavailable || problem.code == ProblemCode::kTimeout;
}

Problem lost_for_now(Problem cause)
{
    cause.next = "Trying again until it answers; nothing that arrives meanwhile is missed.";
    return cause;
}

/// Whoever watches waits for what somebody still has to do.
bool finished(boost::json::object const& message)
{
    std::string const state = json::text_at(message, "state");
    return state == "actioned" || state == "rejected" || state == "released" || state == "returned" ||
           state == "destroyed";
}

Outcome watch(Options const& options, terminal::Console& console)
{
    auto const end = steady_clock::now() + seconds{options.watch_seconds};
    auto const left = [&] {
        return options.watch_seconds == 0 ? kLongestWait : std::chrono::ceil<seconds>(end - steady_clock::now());
    };
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    Listing listing{console, options.json};
    std::optional<std::int64_t> after;  // the place of the last message seen: nothing between two requests is missed
    bool caught_up = false;
    bool lost = false;
    while (console.written() && ((!caught_up && !lost) || left() > seconds{0})) {
        auto page = agency::fetch_page(*session, after, caught_up ? std::min(left(), kLongestWait) : seconds{0});
        if (!page && !passing(page.error()))
            return page.error();
        if (!page) {
            if (!lost)
                console.complain(lost_for_now(page.error()));
            lost = true;
            std::this_thread::sleep_for(kPause);
            continue;
        }
        if (lost)
            console.announce("The gateway answers again.");
        lost = false;
        after = page->next;
        if (page->messages.empty() && !caught_up)
            console.remark("Waiting for post. Ctrl-C ends.");
        caught_up = caught_up || page->messages.empty();
        std::erase_if(page->messages, finished);
        listing.add(page->messages);
    }
    if (lost)
        return problem(ProblemCode::kUnavailable, "The watch ended while the gateway could not be reached.",
                       "What has arrived meanwhile is shown by: micklegate inbox list");
    return kDone;
}

void print_letter(boost::json::object const& letter, terminal::Console& console)
{
    auto const titles = agency::FieldTitles::in(site::share_folder() / "policies", json::text_at(letter, "type"));
    for (std::string const& line : agency::letter_text(letter, titles))
        console.print(line);
}

Outcome open(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    std::string const target = agency::message_target("inbox", options.message);
    auto const fetched = session->get(target);
    if (!fetched)
        return fetched.error();
    auto const opened = agency::unseal(*fetched, session->identity());
    if (!opened)
        return opened.error();
    // Who read it is recorded before they can: a reading nobody knows of would be no reading the log can prove.
    auto const receipt = agency::record(*session, target, "opened", options.by);
    if (!receipt)
        return receipt.error();
    if (options.json)
        console.print_json(
            boost::json::object{{"letter", opened->letter}, {"commitment", opened->commitment}, {"receipt", *receipt}});
    else
        print_letter(opened->letter, console);
    if (!console.written())
        return problem(ProblemCode::kUnavailable,
                       "The message is recorded as opened by " + options.by.name + ", but could not be shown.",
                       "Check where the output goes, then open it again; that adds no second record.");
    std::string const next =
        opened->letter.contains("held") ? "micklegate held release|return " : "micklegate inbox ack ";
    console.remark("Recorded as opened by " + options.by.name + ". Next: " + next + options.message.get());
    return kDone;
}

bool was_opened(boost::json::object const& told)
{
    return std::ranges::any_of(json::array_at(told, "steps"), [](boost::json::value const& step) {
        return step.is_object() && json::text_at(step.get_object(), "state") == "opened";
    });
}

/// The gateway speaks of steps of its protocol; who types commands needs the command.
Problem with_advice(Problem refused, agency::GatewaySession& session, MessageId const& message)
{
    if (refused.code != ProblemCode::kWrongState)
        return refused;
    auto const told = session.get(agency::message_target("messages", message));
    if (told && !was_opened(*told))
        refused.next = "Open it first: micklegate inbox open " + message.get() + " --by \"Name, role\" --as IDENTITY";
    return refused;
}

Outcome acknowledge(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    std::string const state = options.rejection.empty() ? "actioned" : "rejected";
    auto const receipt = agency::record(*session, agency::message_target("inbox", options.message), state, options.by,
                                        options.rejection);
    if (!receipt)
        return with_advice(receipt.error(), *session, options.message);
    if (options.json)
        console.print_json(*receipt);
    else
        console.print("Recorded as " + state + recorded(*receipt));
    return kDone;
}

Outcome destroy(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const receipt =
        agency::record(*session, agency::message_target("inbox", options.message), "destroyed", options.by);
    if (!receipt)
        return receipt.error();
    if (options.json)
        console.print_json(*receipt);
    else
        console.print("Recorded as destroyed" + recorded(*receipt));
    return kDone;
}

using Action = Outcome (*)(Options const&, terminal::Console&);

CLI::App& add_action(CLI::App& inbox, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                     char const* name, char const* about)
{
    CLI::App& added = *inbox.add_subcommand(name, about);
    add_identity_option(added, options->identity, "the recipient");
    added.add_flag("--json", options->json, "Print JSON, one result per line");
    on_chosen(added, chosen, [options, action](terminal::Console& console) { return action(*options, console); });
    return added;
}

void add_person_options(CLI::App& action, Options& options)
{
    add_message_option(action, options.message);
    add_readable(action, "--by", options.by, agency::parse_person, "Who does this: \"Name, role\"")->required();
}

}  // namespace

void add_inbox(CLI::App& app, Command& chosen)
{
    CLI::App& inbox = *app.add_subcommand("inbox", "List, open, acknowledge and await an agency's messages.");
    inbox.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    add_action(inbox, chosen, options, list, "list", "List the messages and when each must be opened.");
    add_person_options(add_action(inbox, chosen, options, open, "open", "Fetch, unseal and show a message."), *options);
    CLI::App& ack =
        add_action(inbox, chosen, options, acknowledge, "ack", "Say that a message was acted on, or reject it.");
    add_person_options(ack, *options);
    add_readable(ack, "--reject", options->rejection, agency::parse_rejection_code,
                 "Reject it, with one of these codes: " + agency::rejection_codes_text());
    add_person_options(add_action(inbox, chosen, options, destroy, "destroy",
                                  "Confirm that nothing is left of a message that was taken back."),
                       *options);
    CLI::App& watched =
        add_action(inbox, chosen, options, watch, "watch", "Print what waits to be acted on, then what arrives.");
    watched.add_option("--for", options->watch_seconds, "Seconds to watch; default: until interrupted")
        ->check(CLI::Range(1L, 31'536'000L));
}

}  // namespace micklegate::app
