// micklegate certificate: the gateway's own certificate, and until when what it stands on is valid.
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/dns_names_option.hpp"
#include "gateway/site/expiries.hpp"
#include "gateway/site/server_certificate.hpp"

#include <boost/json/array.hpp>

namespace micklegate::app {
namespace {

struct Options {
    std::string site;
    std::vector<std::string> names;
    bool json = false;
};

Outcome list(Options const& options, terminal::Console& console)
{
    Result<site::Site> const site = site::open_site(options.site);
    if (!site)
        return site.error();
    Result<std::vector<site::Expiry>> const expiries = site::read_expiries(*site);
    if (!expiries)
        return expiries.error();
    Moment const now = system_now();
    boost::json::array all;
    std::vector<std::vector<std::string>> rows{{"WHAT", "ENDS", "DAYS"}};
    for (site::Expiry const& expiry : *expiries) {
        std::int64_t const days = site::days_left(expiry, now);
        all.push_back(
            boost::json::object{{"what", site::name_of(expiry.what)}, {"ends", rfc3339(expiry.when)}, {"days", days}});
        rows.push_back({std::string{site::name_of(expiry.what)}, rfc3339(expiry.when), std::to_string(days)});
    }
    if (options.json)
        console.print_json(all);
    else
        console.print_table(rows);
    return kDone;
}

Outcome renew(Options const& options, terminal::Console& console)
{
    Result<site::Site> const site = site::open_site(options.site);
    if (!site)
        return site.error();
    Result<site::ServerCertificate> const renewed = site::renew_server_certificate(*site, options.names, system_now());
    if (!renewed)
        return renewed.error();
    std::string const ends = rfc3339(renewed->expires);
    if (options.json)
        console.print_json(
            {{"names", boost::json::array(renewed->names.begin(), renewed->names.end())}, {"ends", ends}});
    else
        console.print("The gateway has a new key and a new certificate until " + ends +
                      ". A serving gateway takes them over at once.");
    return kDone;
}

CLI::App& add_action(CLI::App& certificate, char const* name, char const* about,
                     std::shared_ptr<Options> const& options)
{
    CLI::App& action = *certificate.add_subcommand(name, about);
    action.add_option("SITE", options->site, "Site folder")->required();
    action.add_flag("--json", options->json, "Print the result as JSON");
    return action;
}

}  // namespace

void add_certificate(CLI::App& app, Command& chosen)
{
    CLI::App& certificate =
        *app.add_subcommand("certificate", "Renew the gateway's certificate; see when certificates end.");
    certificate.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    on_chosen(add_action(certificate, "list",
                         "When the gateway's certificate, the authority and the revocation list end.", options),
              chosen, [options](terminal::Console& console) { return list(*options, console); });
    CLI::App& renew_app = add_action(certificate, "renew",
                                     "Give the gateway a new key and certificate from the site's authority.", options);
    add_dns_names(renew_app, options->names,
                  "DNS name of the gateway; may be repeated. Default: those of the present certificate");
    on_chosen(renew_app, chosen, [options](terminal::Console& console) { return renew(*options, console); });
}

}  // namespace micklegate::app
