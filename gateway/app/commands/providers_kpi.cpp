// micklegate providers kpi: the month's figures of services for victims, to be read, kept or handed in.
#include "gateway/app/commands/decision_option.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/providers_subcommands.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/problem_json.hpp"
#include "gateway/referrals/month.hpp"
#include "gateway/referrals/read_return.hpp"
#include "gateway/site/enrolment.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::app {
namespace {

using boost::json::object;
using referrals::MonthlyReturn;
using referrals::ShownFigures;

constexpr char const* kLeftOut = "left out";

struct Options {
    IdentityOption identity;
    agency::Person by;
    std::string reason;
    std::chrono::year_month month;
    AgencyId provider;
    std::string csv;
    std::string html;
    bool json = false;
    bool send = false;
    AgencyId to;
    std::string return_ref;
    std::string contract_ref;
    std::string contact;
};

std::string number(std::optional<std::size_t> const& value) { return value ? std::to_string(*value) : kLeftOut; }

std::string tenths(int value)
{
    int const size = value < 0 ? -value : value;
    return (value < 0 ? "-" : "+") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

void print_figures(std::string const& name, ShownFigures const& figures, terminal::Console& console)
{
    console.print(terminal::safe_text(name));
    std::vector<std::vector<std::string>> rows{{"MEASURE", "COUNTED", "OF", "SHARE", "TARGET"}};
    for (std::size_t i = 0; i < referrals::kMeasures.size(); ++i) {
        referrals::Measure const& measure = referrals::kMeasures[i];
        auto const share = percent(figures.measures[i]);
        rows.push_back({std::string{measure.title}, number(figures.measures[i].counted), number(figures.measures[i].of),
                        share ? std::to_string(*share) + " %" : "",
                        measure.target == 0 ? "" : std::to_string(measure.target) + " %"});
    }
    console.print_table(rows);
    rows = {{"NEED, 0 HIGHEST TO 10 LOWEST", "PEOPLE", "MEAN CHANGE"}};
    for (referrals::ShownChange const& change : figures.needs)
        rows.push_back(
            {std::string{referrals::kNeeds[change.need].title}, std::to_string(change.people), tenths(change.tenths)});
    if (rows.size() > 1)
        console.print_table(rows);
    console.print("");
}

void print(MonthlyReturn const& returned, object const& answer, terminal::Console& console)
{
    for (auto const& [service, figures] : returned.figures.services)
        print_figures(returned.names.at(service) + " (" + service.get() + "), " + referrals::name_of(returned.month),
                      figures, console);
    if (returned.figures.all)
        print_figures("All services, " + referrals::name_of(returned.month), *returned.figures.all, console);
    if (std::string const note = json::text_at(answer, "note"); !note.empty())
        console.print(terminal::safe_text(note));
    if (!returned.figures.services.empty())
        console.print("Figures about fewer than five people are left out, and those from which they could be told.");
}

Result<void> keep(MonthlyReturn const& returned, Options const& options)
{
    if (!options.csv.empty())
        if (auto const kept = files::replace(options.csv, as_bytes(to_csv(returned))); !kept)
            return kept;
    if (!options.html.empty())
        return files::replace(options.html, as_bytes(to_html(returned)));
    return {};
}

/// The service's own figures as the message that hands them in. The same reference is the same message.
Result<object> handed_in(MonthlyReturn const& returned, AgencyId const& service, Options const& options)
{
    auto const own = returned.figures.services.find(service);
    if (own == returned.figures.services.end())
        return problem(ProblemCode::kNotFound, "There are no figures of this service for the month to hand in.",
                       "Use --as with the identity bundle of the service itself.");
    object data = performance_return(own->second, returned.month);
    data["return_ref"] = options.return_ref.empty() ? "PR-" + referrals::name_of(returned.month) : options.return_ref;
    data["contract_ref"] = options.contract_ref;
    data["needs_scale"] = "0_to_10";
    data["compiled_by"] = options.by.name;
    data["compiled_contact"] = options.contact;
    object event;
    event["specversion"] = "1.0";
    event["id"] = "performance.return/" + json::text_at(data, "return_ref");
    event["source"] = service.get();
    event["type"] = "performance.return";
    event["recipient"] = options.to.get();
    event["purpose"] = "performance_monitoring";
    event["data"] = std::move(data);
    return event;
}

Outcome hand_in(agency::GatewaySession& session, object const& event, Options const& options,
                terminal::Console& console)
{
    auto const results = session.submit(boost::json::serialize(event) + "\n", 1);
    if (!results)
        return results.error();
    object const& result = results->front();
    if (result.contains("problem"))
        return json::problem_in(json::object_at(result, "problem"));
    std::string const outcome = json::text_at(result, "outcome");
    if (options.json)
        console.print_json(result);
    else if (outcome == "accepted")
        console.print("Handed in to " + options.to.get() + " as message " +
                      terminal::safe_text(json::text_at(result, "message")) +
                      (json::flag_at(result, "replayed") ? ", before." : "."));
    else
        console.print(terminal::safe_text("Not handed in, " + outcome + ": " + json::text_at(result, "why")));
    return outcome == "accepted" || outcome == "held" ? 0 : 1;
}

Outcome kpi(Options const& options, terminal::Console& console)
{
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    object body{{"by", agency::person_object(options.by)}, {"month", referrals::name_of(options.month)}};
    if (!options.provider.get().empty())
        body["provider"] = options.provider.get();
    if (!options.reason.empty())
        body["reason"] = options.reason;
    auto const answer = session->post("/v1/performance", body);
    auto const returned = answer ? referrals::return_in(*answer) : Result<MonthlyReturn>{answer.error()};
    if (!returned)
        return returned.error();
    if (auto const kept = keep(*returned, options); !kept)
        return kept.error();
    if (options.json)
        console.print_json(*answer);
    else
        print(*returned, *answer, console);
    if (!options.send)
        return kDone;
    auto const event = handed_in(*returned, session->identity().agency, options);
    if (!event)
        return event.error();
    return hand_in(*session, *event, options, console);
}

}  // namespace

void add_providers_kpi(CLI::App& providers, Command& chosen)
{
    CLI::App& command = *providers.add_subcommand(
        "kpi", "The month's figures of services for victims, counted from what messages told.");
    auto const options = std::make_shared<Options>();
    add_readable(command, "--month", options->month, referrals::parse_month, "Like 2026-11")->required();
    add_identity_option(command, options->identity, "a service, the commissioner or an auditor");
    add_readable(command, "--by", options->by, agency::parse_person, "Who asks: \"Name, role\"")->required();
    add_readable(command, "--reason", options->reason, parse_reason,
                 "Why, in words; the log keeps a commitment to it, not the text");
    add_readable(command, "--provider", options->provider, site::parse_agency_id,
                 "One service alone; default: all that you may see");
    command.add_option("--csv", options->csv, "Write the figures as a CSV to this file, too");
    command.add_option("--html", options->html, "Write them as a page to this file, too");
    command.add_flag("--json", options->json, "Print the answer as JSON");
    CLI::Option& send = *command.add_flag("--send", options->send, "Hand the service's own figures in");
    send.needs(add_readable(command, "--to", options->to, site::parse_agency_id, "With --send: the commissioner"));
    send.needs(command.add_option("--contract", options->contract_ref, "With --send: reference of the contract"));
    send.needs(command.add_option("--contact", options->contact, "With --send: how to reach whoever compiled it"));
    command.add_option("--return-ref", options->return_ref,
                       "With --send: reference of the return; default: PR- and the month");
    on_chosen(command, chosen, [options](terminal::Console& console) { return kpi(*options, console); });
}

}  // namespace micklegate::app
