// micklegate agency: who is a member of the partnership. A running gateway sees each change without a restart.
#include "gateway/app/commands/commands.hpp"
#include "gateway/model/agency_kinds.hpp"
#include "gateway/site/membership.hpp"

#include <boost/json/array.hpp>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string site;
    std::string agency;
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

Outcome list(site::Site const& site, Options const& options, Console& console)
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
    return 0;
}

/// What keeps a member out, and how to let it in again.
void remark_on(Console& console, site::Registration const& registration, std::string const& site)
{
    std::string const which = site + " " + registration.agency.id.get();
    if (registration.certificates.empty())
        console.remark("To admit it again: micklegate agency rotate " + which +
                       ", hand its bundle over, and resume it.");
    else if (registration.agency.suspended)
        console.remark("It stays suspended until: micklegate agency resume " + which);
}

/// Runs one change and says what came of it.
template <class Change>
Command changing(std::shared_ptr<Options> options, std::string done, Change change)
{
    return [options, done = std::move(done), change](Console& console) -> Outcome {
        Result<site::Site> const site = site::open_site(options->site);
        if (!site)
            return site.error();
        Result<site::Registration> const registration = change(*site, *options);
        if (!registration)
            return registration.error();
        if (options->json)
            console.print_json(json_of(*registration));
        else
            console.print(registration->agency.id.get() + done);
        remark_on(console, *registration, options->site);
        return 0;
    };
}

fs::path bundle_of(site::Site const& site, Options const& options)
{
    return options.bundle.empty() ? site.identity(AgencyId{options.agency}) : fs::path{options.bundle};
}

CLI::App& add_change(CLI::App& agency, char const* name, char const* about, std::shared_ptr<Options> const& options)
{
    CLI::App& command = *agency.add_subcommand(name, about);
    command.add_option("SITE", options->site, "Site folder")->required();
    command.add_option("ID", options->agency, "Agency, like school.901233")->required();
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
    CLI::App& agency = *app.add_subcommand("agency", "Enrol, list, rotate, suspend and revoke agencies.");
    agency.require_subcommand(1);
    auto const options = std::make_shared<Options>();

    CLI::App& enrol_app =
        add_change(agency, "enrol", "Make an agency a member and write its identity bundle.", options);
    enrol_app.add_option("--kind", options->kind, kinds_help())->required();
    enrol_app.add_option("--name", options->name, "Its name, as people know it")->required();
    enrol_app.add_option("--out", options->bundle, "Folder for the bundle; default: identities/ID of the site");
    on_chosen(enrol_app, chosen, changing(options, " is enrolled.", [](site::Site const& site, Options const& o) {
                  return site::enrol(site, site::Member{AgencyId{o.agency}, o.kind, o.name}, bundle_of(site, o),
                                     system_now());
              }));

    CLI::App& list_app = *agency.add_subcommand("list", "List the members.");
    list_app.add_option("SITE", options->site, "Site folder")->required();
    list_app.add_flag("--json", options->json, "Print the list as JSON");
    on_chosen(list_app, chosen, [options](Console& console) -> Outcome {
        Result<site::Site> const site = site::open_site(options->site);
        return site ? list(*site, *options, console) : site.error();
    });

    on_chosen(add_change(agency, "suspend", "Keep an agency out until it is resumed.", options), chosen,
              changing(options, " is suspended.", [](site::Site const& site, Options const& o) {
                  return site::set_suspended(site, AgencyId{o.agency}, true);
              }));
    on_chosen(add_change(agency, "resume", "Let a suspended agency in again; not one whose certificates are revoked.",
                         options),
              chosen, changing(options, " is active.", [](site::Site const& site, Options const& o) {
                  return site::set_suspended(site, AgencyId{o.agency}, false);
              }));
    on_chosen(add_change(agency, "revoke", "Suspend an agency and revoke all its certificates.", options), chosen,
              changing(options, " is suspended and its certificates are revoked.",
                       [](site::Site const& site, Options const& o) {
                           return site::revoke(site, AgencyId{o.agency}, system_now());
                       }));

    CLI::App& rotate_app = add_change(agency, "rotate", "Give an agency a new certificate and new keys.", options);
    rotate_app.add_option("--out", options->bundle, "Folder of its bundle; default: identities/ID of the site");
    rotate_app.add_flag("--revoke-old", options->revoke_old, "Revoke its other certificates at once");
    on_chosen(rotate_app, chosen,
              changing(options, " has a new certificate and new keys.", [](site::Site const& site, Options const& o) {
                  auto const old = o.revoke_old ? site::OldCertificates::kRevoke : site::OldCertificates::kStayValid;
                  return site::rotate(site, AgencyId{o.agency}, bundle_of(site, o), old, system_now());
              }));
}

}  // namespace micklegate::app
