// micklegate police lookup and relied-on: is there an order on this person, and is breaking it a crime now?
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/json_input.hpp"
#include "gateway/app/commands/police_subcommands.hpp"
#include "gateway/app/commands/recorded.hpp"
#include "gateway/base/moment.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/algorithm/string/case_conv.hpp>

namespace micklegate::app {
namespace {

using boost::json::object;

struct Options {
    IdentityOption identity;
    agency::Person by;
    std::string purpose = "order_enforcement";
    std::string reason;
    std::string file;
    std::map<std::string, std::string> person;
    std::string reference;
    std::optional<Moment> at;
    std::uint64_t look_up = 0;
    bool json = false;
};

Result<object> question(Options const& options)
{
    object body;
    if (!options.file.empty()) {
        auto asked = read_json_input(options.file);
        if (!asked)
            return asked.error();
        body = *std::move(asked);
    }
    object person;
    for (auto const& [field, value] : options.person)
        if (!value.empty())
            person[field] = value;
    if (!person.empty())
        body["person"] = std::move(person);
    if (!options.reference.empty())
        body["reference"] = options.reference;
    if (options.at)
        body["at"] = rfc3339(*options.at);
    body["by"] = agency::person_object(options.by);
    body["purpose"] = options.purpose;
    if (!options.reason.empty())
        body["reason"] = options.reason;
    return body;
}

std::string shown(object const& order, std::string_view key) { return terminal::safe_text(json::text_at(order, key)); }

/// What an officer needs in the first five seconds.
std::string verdict(object const& order)
{
    if (!order.contains("enforceable"))
        return "There may be an order on somebody of a similar name.";
    if (json::flag_at(order, "enforceable"))
        return "BREACH IS A CRIME NOW.";
    if (!json::flag_at(order, "in_force"))
        return "Not in force.";
    return json::flag_at(order, "aware") ? "In force; a breach is no crime." : "In force; a breach is NO crime yet.";
}

void print_people(object const& order, terminal::Console& console)
{
    auto const name = [&](std::string const& who) {
        std::string text = shown(order, who + "_forename") + " " + shown(order, who + "_surname");
        if (std::string const born = shown(order, who + "_dob"); !born.empty())
            text += ", born " + born;
        return text;
    };
    if (order.contains("respondent_surname"))
        console.print("  binds:     " + name("respondent"));
    if (order.contains("applicant_surname"))
        console.print("  protects:  " + name("applicant"));
}

void print_terms(object const& order, terminal::Console& console)
{
    for (auto const& term : json::array_at(order, "terms"))
        if (term.is_object())
            console.print("  term " + std::to_string(json::whole_number_at(term.get_object(), "number", 0)) + ":    " +
                          shown(term.get_object(), "text"));
    if (std::string const allowed = shown(order, "permitted_contact"); !allowed.empty())
        console.print("  allowed:   " + allowed);
}

void print_order(std::size_t number, object const& order, terminal::Console& console)
{
    std::string const who = shown(order, "matched_person");
    console.print(std::to_string(number) + ". " + verdict(order));
    console.print("  match:     " + boost::algorithm::to_upper_copy(shown(order, "confidence")) +
                  (who.empty() ? "" : ", the " + who));
    print_people(order, console);
    for (auto const& why : json::array_at(order, "why"))
        if (why.is_string())
            console.print("  " + terminal::safe_text(why.get_string()));
    if (std::string const ends = terminal::london_text(json::text_at(order, "ends_at")); !ends.empty())
        console.print("  ends:      " + ends);
    print_terms(order, console);
    console.print("  order:     " + shown(order, "case_number") + " " + shown(order, "order_ref") + ", " +
                  shown(order, "court_name"));
    console.print("");
}

void print(object const& answer, terminal::Console& console)
{
    std::size_t number = 0;
    for (auto const& order : json::array_at(answer, "orders"))
        if (order.is_object())
            print_order(++number, order.get_object(), console);
    if (std::string const note = shown(answer, "note"); !note.empty())
        console.print(note);
    std::string const index = std::to_string(json::whole_number_at(answer, "look_up", 0));
    console.print("As it stood at " + terminal::london_text(json::text_at(answer, "at")) + "; look-up " + index + ".");
    if (number > 0)
        console.print("If you act on it, next: micklegate police relied-on " + index);
}

Outcome look_up(Options const& options, terminal::Console& console)
{
    auto const body = question(options);
    if (!body)
        return body.error();
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    auto const answer = session->post("/v1/lookups/orders", *body);
    if (!answer)
        return answer.error();
    if (options.json)
        console.print_json(*answer);
    else
        print(*answer, console);
    return kDone;
}

Outcome rely(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body{{"by", agency::person_object(options.by)}};
    if (!options.reason.empty())
        body["reason"] = options.reason;
    auto const told = session->post("/v1/lookups/orders/" + std::to_string(options.look_up) + "/relied-on", body);
    if (!told)
        return told.error();
    if (options.json)
        console.print_json(*told);
    else
        console.print("Recorded that it was relied on" + recorded(*told));
    return kDone;
}

void add_common(CLI::App& app, Options& options)
{
    add_identity_option(app, options.identity, "the force");
    add_readable(app, "--by", options.by, agency::parse_person, "Who asks: \"Name, role\"")->required();
    add_readable(app, "--reason", options.reason, parse_reason,
                 "Why, in words; the log keeps a commitment to it, not the text");
    app.add_flag("--json", options.json, "Print the answer as JSON");
}

}  // namespace

void add_police_lookup(CLI::App& police, Command& chosen)
{
    auto const options = std::make_shared<Options>();
    CLI::App& lookup = *police.add_subcommand(
        "lookup", "Ask whether there is an order, whether it is in force, and whether breaking it is a crime.");
    add_common(lookup, *options);
    lookup.add_option("--purpose", options->purpose, "The purpose of the agreement you ask under")
        ->capture_default_str();
    lookup.add_option(
        "--file", options->file,
        "What to ask as JSON in a file, or - for standard input, which no list of processes shows: "
        "{\"person\": {\"forename\", \"surname\", \"birth_date\", \"address\", \"pncid\"}, \"reference\"}");
    lookup.add_option("--forename", options->person["forename"], "Of either party to the order");
    lookup.add_option("--surname", options->person["surname"], "Of either party");
    lookup.add_option("--born", options->person["birth_date"], "YYYY-MM-DD");
    lookup.add_option("--address", options->person["address"],
                      "With its postcode: the respondent's, or the property the order names");
    lookup.add_option("--pncid", options->person["pncid"], "Police National Computer number of the respondent");
    lookup.add_option("--reference", options->reference, "Of the case or of the order");
    add_readable(lookup, "--at", options->at, parse_rfc3339, "The moment asked about; default: now");
    on_chosen(lookup, chosen, [options](terminal::Console& console) { return look_up(*options, console); });

    CLI::App& relied = *police.add_subcommand("relied-on", "Record that you acted on what a look-up answered.");
    add_common(relied, *options);
    relied.add_option("LOOKUP", options->look_up, "The number that the look-up's answer gave")->required();
    on_chosen(relied, chosen, [options](terminal::Console& console) { return rely(*options, console); });
}

}  // namespace micklegate::app
