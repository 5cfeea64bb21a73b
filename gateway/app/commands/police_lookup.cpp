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

#include <algorithm>
#include <set>

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

bool names_anything(Options const& options)
{
    return !options.reference.empty() ||
           std::ranges::any_of(options.person, [](auto const& field) { return !field.second.empty(); });
}

Result<object> question(Options const& options)
{
    object body;
    if (!options.file.empty() && names_anything(options))
        return problem(ProblemCode::kInvalidValue, "What is asked stands in the file or in options, not in both.",
                       "Leave out --file, or the options beside it.");
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

bool is(object const& order, std::string_view flag) { return json::flag_at(order, flag); }

/// What an officer needs in the first five seconds. `now`: the answer is about the moment at which it was asked.
std::string verdict(object const& order, bool now)
{
    if (!order.contains("enforceable"))
        return "There may be an order, on somebody who may be another.";
    if (!order.contains("order_type"))
        return "UNKNOWN: the order itself has not come. Ask the court or the duty desk.";
    if (is(order, "enforceable"))
        return now ? "BREACH IS A CRIME NOW." : "A breach was a crime at that moment.";
    if (!is(order, "in_force"))
        return now ? "Not in force." : "Not in force at that moment.";
    bool const can_be_a_crime = json::text_at(order, "order_type") == "non_molestation";
    return std::string{now ? "In force; a breach is " : "In force at that moment; a breach was "} +
           (can_be_a_crime ? "NO crime yet." : "no crime.");
}

void print_line(std::string_view label, std::string const& text, terminal::Console& console)
{
    constexpr std::size_t kWidth = 14;
    if (!text.empty())
        console.print("  " + std::string{label} + ":" + std::string(kWidth - label.size(), ' ') + text);
}

/// A list of texts, or of people by name.
std::string all_of(object const& order, std::string_view key)
{
    std::string all;
    for (auto const& each : json::array_at(order, key)) {
        std::string text = each.is_object() ? json::text_at(each.get_object(), "name") : std::string{};
        if (each.is_string())
            text = each.get_string();
        all += (all.empty() ? "" : ", ") + terminal::safe_text(text);
    }
    return all;
}

std::string name_of(object const& order, std::string const& who)
{
    std::string text = shown(order, who + "_forename");
    text += (text.empty() ? "" : " ") + shown(order, who + "_surname");
    if (std::string const born = shown(order, who + "_dob"); !born.empty())
        text += ", born " + born;
    return text;
}

void print_people(object const& order, terminal::Console& console)
{
    print_line("binds", name_of(order, "respondent"), console);
    print_line("also called", all_of(order, "respondent_other_names"), console);
    print_line("lives at", shown(order, "respondent_address"), console);
    print_line("protects", name_of(order, "applicant"), console);
    print_line("and", all_of(order, "others_protected"), console);
    print_line("children", all_of(order, "children"), console);
    print_line("the property", shown(order, "property_address"), console);
    print_line("the school", shown(order, "school_named"), console);
}

std::set<std::int64_t> numbers_in(object const& order, std::string_view terms)
{
    std::set<std::int64_t> numbers;
    for (auto const& term : json::array_at(order, terms))
        if (term.is_object())
            numbers.insert(json::whole_number_at(term.get_object(), "number", 0));
    return numbers;
}

void print_terms(object const& order, terminal::Console& console)
{
    auto const not_told = numbers_in(order, "terms_not_told");
    for (auto const& term : json::array_at(order, "terms")) {
        if (!term.is_object())
            continue;
        auto const number = json::whole_number_at(term.get_object(), "number", 0);
        std::string const untold = not_told.contains(number) ? "  [not told yet: breaking this one is no crime]" : "";
        print_line("term " + std::to_string(number), shown(term.get_object(), "text") + untold, console);
    }
    print_line("allowed", shown(order, "permitted_contact"), console);
}

void print_dates(object const& order, terminal::Console& console)
{
    auto const when = [&](std::string_view label, std::string_view key) {
        print_line(label, terminal::london_text(json::text_at(order, key)), console);
    };
    when("made", "made_at");
    when("ends", "ends_at");
    when("heard again", "return_hearing_at");
    when("arrest until", "power_of_arrest_until");
}

std::string whose(object const& order)
{
    std::string all;
    for (char const* const key : {"case_number", "order_ref", "court_name", "police_station"})
        if (std::string const text = shown(order, key); !text.empty())
            all += (all.empty() ? "" : ", ") + text;
    return all;
}

void print_order(std::size_t number, object const& order, bool now, terminal::Console& console)
{
    console.print(std::to_string(number) + ". " + verdict(order, now));
    for (auto const& why : json::array_at(order, "why"))
        if (why.is_string())
            console.print("  " + terminal::safe_text(why.get_string()));
    std::string const who = shown(order, "matched_person");
    print_line("match",
               boost::algorithm::to_upper_copy(shown(order, "confidence")) + (who.empty() ? "" : ", the " + who) +
                   ": " + all_of(order, "matched_on"),
               console);
    print_people(order, console);
    print_dates(order, console);
    print_terms(order, console);
    print_line("order", whose(order), console);
    console.print("");
}

void print(object const& answer, bool now, terminal::Console& console)
{
    std::size_t number = 0;
    for (auto const& order : json::array_at(answer, "orders"))
        if (order.is_object())
            print_order(++number, order.get_object(), now, console);
    if (std::string const note = shown(answer, "note"); !note.empty())
        console.print(note);
    std::string const index = std::to_string(json::whole_number_at(answer, "look_up", 0));
    console.print("As it stood at " + terminal::london_text(json::text_at(answer, "at")) + "; look-up " + index + ".");
    if (number > 0)
        console.print("If you act on it, say so: micklegate police relied-on " + index + " --as … --by …");
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
        print(*answer, !options.at.has_value(), console);
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
