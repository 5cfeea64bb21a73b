// micklegate providers referral: how a referral stands with each service that holds it.
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/providers_subcommands.hpp"
#include "gateway/base/moment.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::app {
namespace {

using boost::json::object;

struct Options {
    IdentityOption identity;
    agency::Person by;
    std::string purpose = "victim_support";
    std::string reason;
    std::string reference;
    bool json = false;
};

std::string shown(object const& standing, std::string_view key)
{
    return terminal::safe_text(json::text_at(standing, key));
}

std::string time_at(object const& standing, std::string_view key)
{
    return terminal::london_text(json::text_at(standing, key));
}

void print_clock(object const& standing, std::string_view due, std::string_view met, std::string const& label,
                 terminal::Console& console)
{
    if (!standing.contains(due))
        return;
    std::string const outcome = !standing.contains(met)        ? "runs until "
                                : json::flag_at(standing, met) ? "met; it was due by "
                                                               : "NOT met; it was due by ";
    console.print("  " + label + outcome + time_at(standing, due));
}

void print_attempts(object const& standing, terminal::Console& console)
{
    if (!standing.contains("attempts_made"))
        return;
    std::string line = "  attempts:     " + std::to_string(json::whole_number_at(standing, "attempts_made", 0));
    if (standing.contains("attempts_required"))
        line += " of " + std::to_string(json::whole_number_at(standing, "attempts_required", 0)) + " owed";
    if (json::flag_at(standing, "letter_required"))
        line += json::flag_at(standing, "letter_sent") ? ", and the letter was sent" : ", and a letter is owed";
    if (json::flag_at(standing, "given_up_early"))
        line += "; GIVEN UP BEFORE THEY WERE ENOUGH";
    console.print(line);
}

void print_standing(object const& standing, terminal::Console& console)
{
    std::string const reason = shown(standing, "reason");
    console.print(shown(standing, "provider") + ": " + shown(standing, "status") +
                  (reason.empty() ? "" : " (" + reason + ")") + " since " + time_at(standing, "since"));
    if (standing.contains("contacted_at"))
        console.print("  contacted:    " + time_at(standing, "contacted_at"));
    print_attempts(standing, console);
    print_clock(standing, "due_24h", "met_24h", "24 hours:     ", console);
    print_clock(standing, "due_working_day", "met_working_day", "working day:  ", console);
    print_clock(standing, "due_six_weeks", "met_six_weeks", "six weeks:    ", console);
    for (auto const& untold : json::array_at(standing, "referrers_not_told"))
        if (untold.is_string())
            console.print("  not told yet: " + terminal::safe_text(untold.get_string()));
}

Outcome look_up(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body{
        {"by", agency::person_object(options.by)}, {"purpose", options.purpose}, {"referral_ref", options.reference}};
    if (!options.reason.empty())
        body["reason"] = options.reason;
    auto const answer = session->post("/v1/lookups/referrals", body);
    if (!answer)
        return answer.error();
    if (options.json) {
        console.print_json(*answer);
        return kDone;
    }
    for (auto const& standing : json::array_at(*answer, "standings"))
        if (standing.is_object())
            print_standing(standing.get_object(), console);
    if (std::string const note = shown(*answer, "note"); !note.empty())
        console.print(note);
    console.print("As it stood at " + time_at(*answer, "at") + "; look-up " +
                  std::to_string(json::whole_number_at(*answer, "look_up", 0)) + ".");
    return kDone;
}

}  // namespace

void add_providers_referral(CLI::App& providers, Command& chosen)
{
    CLI::App& command = *providers.add_subcommand(
        "referral", "Ask how a referral stands: for whoever referred, the service that holds it, and the hub.");
    auto const options = std::make_shared<Options>();
    command.add_option("REFERENCE", options->reference, "The referral's reference")->required();
    add_identity_option(command, options->identity, "the agency that asks");
    add_readable(command, "--by", options->by, agency::parse_person, "Who asks: \"Name, role\"")->required();
    add_readable(command, "--reason", options->reason, parse_reason,
                 "Why, in words; the log keeps a commitment to it, not the text");
    command.add_option("--purpose", options->purpose, "The purpose of the agreement you ask under")
        ->capture_default_str();
    command.add_flag("--json", options->json, "Print the answer as JSON");
    on_chosen(command, chosen, [options](terminal::Console& console) { return look_up(*options, console); });
}

}  // namespace micklegate::app
