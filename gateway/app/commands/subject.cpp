// micklegate subject: what the duty desk and auditors decide about all that the gateway keeps of a person.
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/recorded.hpp"
#include "gateway/app/commands/subject_option.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <functional>

namespace micklegate::app {
namespace {

using boost::json::object;

constexpr char const* kErasures = "/v1/subjects/erasures";
constexpr char const* kHolds = "/v1/subjects/holds";
constexpr char const* kOnlyHere =
    "Only the gateway's own copies: what agencies have fetched is theirs, and is not touched by this.";
constexpr char const* kWhatRemains =
    "What remains: copies that agencies fetched, and backups of the gateway from before. Keep a date for each "
    "(docs/operations.md, Backup).";

struct Options {
    IdentityOption identity;
    Decision decision;
    SubjectOption subject;
    std::uint64_t index = 0;
    bool json = false;
};

/// What is to be known or done next, by what the gateway answered.
using Hint = std::function<std::string(object const&)>;

Hint always(std::string text)
{
    return [text = std::move(text)](object const&) { return text; };
}

std::string about_subject(object const& told)
{
    if (!told.contains("messages"))
        return {};
    auto const count = json::whole_number_at(told, "messages", 0);
    return " (" + std::to_string(count) + (count == 1 ? " message" : " messages") + " about the subject)";
}

/// Posts the decision and tells of it in `done`; `hint` is for people, who may not know how far it goes.
Outcome decide(Options const& options, terminal::Console& console, std::string const& target, bool names_subject,
               std::string const& done, Hint const& hint)
{
    object body = options.decision.body();
    if (names_subject) {
        auto subject = options.subject.read();
        if (!subject)
            return subject.error();
        body["subject"] = *std::move(subject);
    }
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const told = session->post(target, body);
    if (!told)
        return told.error();
    if (options.json) {
        console.print_json(*told);
        return kDone;
    }
    console.print(done + about_subject(*told) + recorded(*told));
    console.print(hint(*told));
    return kDone;
}

std::string at(char const* collection, Options const& options, char const* step)
{
    return std::string{collection} + "/" + std::to_string(options.index) + "/" + step;
}

Outcome erase(Options const& options, terminal::Console& console)
{
    Hint const next = [](object const& told) {
        return "Nothing is erased yet. Next, within 30 days, somebody of another agency (the duty desk or an auditor): "
               "micklegate subject approve " +
               std::to_string(json::whole_number_at(told, "request", 0));
    };
    return decide(options, console, kErasures, true, "Erasure requested", next);
}

Outcome approve(Options const& options, terminal::Console& console)
{
    return decide(options, console, at(kErasures, options, "approve"), false, "Erased", always(kWhatRemains));
}

Outcome withdraw(Options const& options, terminal::Console& console)
{
    return decide(options, console, at(kErasures, options, "withdraw"), false, "Request withdrawn",
                  always("Nothing was erased."));
}

Outcome hold(Options const& options, terminal::Console& console)
{
    return decide(
        options, console, kHolds, true, "Hold placed",
        always("Until it is lifted, nothing about the subject is erased or expires. " + std::string{kOnlyHere}));
}

Outcome lift(Options const& options, terminal::Console& console)
{
    return decide(options, console, at(kHolds, options, "lift"), false, "Hold lifted",
                  always("What was due meanwhile expires now, unless another hold stands."));
}

void add_rows(std::vector<std::vector<std::string>>& rows, object const& listed, std::string const& name,
              std::string const& index, std::string const& since)
{
    for (boost::json::value const& each : json::array_at(listed, name)) {
        object const& item = each.is_object() ? each.get_object() : object{};
        rows.push_back(
            {std::to_string(json::whole_number_at(item, index, 0)), index,
             terminal::safe_text(json::text_at(item, "subject")), terminal::safe_text(json::text_at(item, "agency")),
             terminal::london_text(json::text_at(item, since)), terminal::london_text(json::text_at(item, "until")),
             item.contains("messages") ? std::to_string(json::whole_number_at(item, "messages", 0)) : std::string{}});
    }
}

Outcome list(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const requests = session->get(kErasures);
    if (!requests)
        return requests.error();
    auto const holds = session->get(kHolds);
    if (!holds)
        return holds.error();
    if (options.json) {
        console.print_json(*requests);
        console.print_json(*holds);
        return kDone;
    }
    std::vector<std::vector<std::string>> rows{{"INDEX", "WHAT", "SUBJECT", "AGENCY", "SINCE", "UNTIL", "MESSAGES"}};
    add_rows(rows, *requests, "requests", "request", "requested");
    add_rows(rows, *holds, "holds", "hold", "placed");
    if (rows.size() == 1) {
        console.print("No erasure is requested, and no hold stands.");
        return kDone;
    }
    console.print_table(rows);
    console.announce("Who decided it and why is told to an auditor by: micklegate log identity INDEX");
    return kDone;
}

using Action = Outcome (*)(Options const&, terminal::Console&);

CLI::App& add_action(CLI::App& subject, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                     char const* name, char const* about)
{
    CLI::App& added = *subject.add_subcommand(name, about);
    add_identity_option(added, options->identity, "the duty desk or of an auditor");
    added.add_flag("--json", options->json, "Print JSON, one result per line");
    on_chosen(added, chosen, [options, action](terminal::Console& console) { return action(*options, console); });
    return added;
}

constexpr char const* kWhy = "Why, for whoever asks later";

void add_subject_options(CLI::App& action, Options& options)
{
    add_decision_options(action, options.decision, kWhy);
    add_subject_option(action, options.subject, {"--type", "--field", "--file"});
    action.parse_complete_callback([&subject = options.subject] {
        if (!subject.sound())
            throw UsageError{problem(ProblemCode::kInvalidValue,
                                     "--field: A subject is named as messages of one type name it.",
                                     "Give --file FILE, or both: --type TYPE --field FIELD=VALUE")};
    });
}

void add_index_options(CLI::App& action, Options& options, char const* what)
{
    action.add_option("INDEX", options.index, what)->required();
    add_decision_options(action, options.decision, kWhy);
}

}  // namespace

void add_subject(CLI::App& app, Command& chosen)
{
    CLI::App& subject = *app.add_subcommand(
        "subject", "Erase what the gateway keeps of a person, by two persons of two agencies, or forbid it.");
    subject.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    add_subject_options(add_action(subject, chosen, options, erase, "erase",
                                   "Ask that a person be erased: the gateway's sealed copies and the key to all it "
                                   "holds. Agencies' own copies are not touched."),
                        *options);
    add_index_options(add_action(subject, chosen, options, approve, "approve",
                                 "Approve an erasure that another agency requested, which destroys for good."),
                      *options, "Log entry of the request");
    add_index_options(
        add_action(subject, chosen, options, withdraw, "withdraw", "Withdraw a request before it is approved."),
        *options, "Log entry of the request");
    add_subject_options(add_action(subject, chosen, options, hold, "hold",
                                   "Place a litigation hold: nothing of a person is erased or expires until it is "
                                   "lifted."),
                        *options);
    add_index_options(
        add_action(subject, chosen, options, lift, "lift", "Lift a litigation hold that your agency placed."), *options,
        "Log entry that placed the hold");
    add_action(subject, chosen, options, list, "list", "List requests that wait for approval, and holds that stand.");
}

}  // namespace micklegate::app
