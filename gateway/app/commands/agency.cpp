// micklegate agency: who is a member of the partnership. A running gateway sees each change without a restart.
#include "gateway/app/commands/agency_readers.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/policy_question.hpp"
#include "gateway/model/agency_kinds.hpp"
#include "gateway/site/membership.hpp"

#include <boost/json/array.hpp>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string site;
    AgencyId agency;
    std::string kind;
    std::string name;
    std::string bundle;
    bool revoke_old = false;
    bool json = false;
};

std::string_view status_of(site::Registration const& registration)
{
    if (registration.certificates.empty())
        return "revoked";
    return registration.agency.suspended ? "suspended" : "active";
}

boost::json::object json_of(site::Registration const& registration)
{
    Agency const& agency = registration.agency;
    return {{"id", agency.id.get()},
            {"kind", agency.kind},
            {"name", agency.name},
            {"status", status_of(registration)},
            {"certificates", registration.certificates.size()}};
}

Outcome list(site::Site const& site, Options const& options, terminal::Console& console)
{
    Result<std::vector<site::Registration>> const registrations = site::read_registrations(site.agencies());
    if (!registrations)
        return registrations.error();
    boost::json::array all;
    std::vector<std::vector<std::string>> rows{{"ID", "KIND", "STATUS", "NAME"}};
    for (site::Registration const& registration : *registrations) {
        Agency const& agency = registration.agency;
        all.push_back(json_of(registration));
        rows.push_back({agency.id.get(), agency.kind, std::string{status_of(registration)}, agency.name});
    }
    if (options.json)
        console.print_json(all);
    else
        console.print_table(rows);
    return kDone;
}

/// What keeps a member out, and how to let it in again.
void remark_on(terminal::Console& console, site::Registration const& registration, std::string const& site)
{
    std::string const which = site + " " + registration.agency.id.get();
    if (registration.certificates.empty())
        console.remark("To admit it again: micklegate agency rotate " + which +
                       ", hand its bundle over, and resume it.");
    else if (registration.agency.suspended)
        console.remark("It stays suspended until: micklegate agency resume " + which);
}

fs::path bundle_of(site::Site const& site, Options const& options)
{
    return options.bundle.empty() ? site.identity(options.agency) : fs::path{options.bundle};
}

struct Done {
    char const* what;
    bool wrote_bundle = false;
};

void report(terminal::Console& console, Options const& options, Done const& done,
            site::Registration const& registration, fs::path const& bundle)
{
    if (options.json) {
        boost::json::object told = json_of(registration);
        if (done.wrote_bundle)
            told["bundle"] = bundle.string();
        console.print_json(told);
        return;
    }
    console.print(registration.agency.id.get() + done.what +
                  (done.wrote_bundle ? " Its bundle, to be handed over: " + bundle.string() : ""));
    remark_on(console, registration, options.site);
}

/// Runs one change and says what came of it.
template <class Change>
Command changing(std::shared_ptr<Options> options, Done done, Change change)
{
    return [options, done, change](terminal::Console& console) -> Outcome {
        Result<site::Site> const site = site::open_site(options->site);
        if (!site)
            return site.error();
        Result<site::Registration> const registration = change(*site, *options);
        if (!registration)
            return registration.error();
        report(console, *options, done, *registration, bundle_of(*site, *options));
        return kDone;
    };
}

CLI::App& add_change(CLI::App& agency, char const* name, char const* about, std::shared_ptr<Options> const& options)
{
    CLI::App& command = *agency.add_subcommand(name, about);
    command.add_option("SITE", options->site, "Site folder")->required();
    add_readable(command, "ID", options->agency, site::parse_agency_id, "Agency, like school.901233")->required();
    command.add_flag("--json", options->json, "Print the result as JSON");
    return command;
}

std::string kinds_help()
{
    std::string text = "What it is, one of:";
    for (std::string_view const kind : kAgencyKinds)
        text += " " + std::string{kind};
    return text;
}

}  // namespace

void add_agency(CLI::App& app, Command& chosen)
{
    CLI::App& agency =
        *app.add_subcommand("agency", "Enrol, list, rotate, suspend and revoke agencies, and say who reads there.");
    agency.require_subcommand(1);
    auto const options = std::make_shared<Options>();

    CLI::App& enrol_app =
        add_change(agency, "enrol", "Make an agency a member and write its identity bundle.", options);
    add_readable(enrol_app, "--kind", options->kind, parse_agency_kind, kinds_help())->required();
    add_readable(enrol_app, "--name", options->name, site::parse_agency_name, "Its name, as people know it")
        ->required();
    enrol_app.add_option("--out", options->bundle, "Folder for the bundle; default: identities/ID of the site");
    on_chosen(enrol_app, chosen,
              changing(options, Done{" is enrolled.", true}, [](site::Site const& site, Options const& o) {
                  return site::enrol(site, site::Member{o.agency, o.kind, o.name}, bundle_of(site, o), system_now());
              }));

    CLI::App& list_app = *agency.add_subcommand("list", "List the members.");
    list_app.add_option("SITE", options->site, "Site folder")->required();
    list_app.add_flag("--json", options->json, "Print the list as JSON");
    on_chosen(list_app, chosen, [options](terminal::Console& console) -> Outcome {
        Result<site::Site> const site = site::open_site(options->site);
        return site ? list(*site, *options, console) : site.error();
    });

    on_chosen(add_change(agency, "suspend", "Keep an agency out until it is resumed.", options), chosen,
              changing(options, Done{" is suspended."}, [](site::Site const& site, Options const& o) {
                  return site::set_suspended(site, o.agency, true);
              }));
    on_chosen(add_change(agency, "resume", "Let a suspended agency in again; not one whose certificates are revoked.",
                         options),
              chosen, changing(options, Done{" is active."}, [](site::Site const& site, Options const& o) {
                  return site::set_suspended(site, o.agency, false);
              }));
    on_chosen(
        add_change(agency, "revoke", "Suspend an agency and revoke all its certificates.", options), chosen,
        changing(options, Done{" is suspended and its certificates are revoked."},
                 [](site::Site const& site, Options const& o) { return site::revoke(site, o.agency, system_now()); }));

    CLI::App& rotate_app = add_change(agency, "rotate", "Give an agency a new certificate and new keys.", options);
    rotate_app.add_option("--out", options->bundle, "Folder of its bundle; default: identities/ID of the site");
    rotate_app.add_flag("--revoke-old", options->revoke_old, "Revoke its other certificates at once");
    on_chosen(rotate_app, chosen,
              changing(options, Done{" has a new certificate and new keys.", true},
                       [](site::Site const& site, Options const& o) {
                           auto const old =
                               o.revoke_old ? site::OldCertificates::kRevoke : site::OldCertificates::kStayValid;
                           return site::rotate(site, o.agency, bundle_of(site, o), old, system_now());
                       }));
    add_agency_readers(agency, chosen);
}

}  // namespace micklegate::app
