#include "gateway/app/commands/agency_readers.hpp"

#include "gateway/site/membership.hpp"

#include <boost/json/array.hpp>

namespace micklegate::app {
namespace {

struct Options {
    std::string site;
    AgencyId agency;
    site::NewReader reader;
    std::optional<AgencyId> alternate;
    bool nobody = false;  ///< said outright: an alternate that was left out is a slip
    bool json = false;
};

boost::json::object json_of(Agency const& agency)
{
    boost::json::array readers;
    for (NamedReader const& reader : agency.readers)
        readers.push_back(boost::json::object{{"role", reader.role}});
    boost::json::object told{{"id", agency.id.get()}, {"readers", std::move(readers)}};
    if (agency.alternate)
        told["alternate"] = agency.alternate->get();
    return told;
}

void print(Agency const& agency, terminal::Console& console)
{
    std::vector<std::vector<std::string>> rows{{"NAMED READER"}};
    for (NamedReader const& reader : agency.readers)
        rows.push_back({reader.role});
    console.print_table(rows);
    console.print(agency.alternate ? "What is about one of them goes to " + agency.alternate->get() + "."
                                   : "What is about one of them is held for the duty desk: there is no alternate.");
}

/// Runs one reading or change, and shows what is registered then.
template <class Act>
Command showing(std::shared_ptr<Options> options, Act act)
{
    return [options, act](terminal::Console& console) -> Outcome {
        Result<site::Site> const site = site::open_site(options->site);
        if (!site)
            return site.error();
        Result<site::Registration> const registration = act(*site, *options);
        if (!registration)
            return registration.error();
        if (options->json)
            console.print_json(json_of(registration->agency));
        else
            print(registration->agency, console);
        return kDone;
    };
}

CLI::App& add(CLI::App& agency, char const* name, char const* about, std::shared_ptr<Options> const& options)
{
    CLI::App& command = *agency.add_subcommand(name, about);
    command.add_option("SITE", options->site, "Site folder")->required();
    add_readable(command, "ID", options->agency, site::parse_agency_id, "Agency, like school.901233")->required();
    command.add_flag("--json", options->json, "Print the result as JSON");
    return command;
}

void add_name(CLI::App& command, std::shared_ptr<Options> const& options)
{
    add_readable(command, "--name", options->reader.name, site::parse_reader_name,
                 "Forename and surname; only marks of them are kept")
        ->required();
}

}  // namespace

void add_agency_readers(CLI::App& agency, Command& chosen)
{
    auto const options = std::make_shared<Options>();

    on_chosen(add(agency, "readers", "List an agency's named readers, by role, and its alternate.", options), chosen,
              showing(options, [](site::Site const& site, Options const& o) {
                  return site::read_registration(site.agencies(), o.agency);
              }));

    CLI::App& add_app =
        add(agency, "reader-add", "Name a person who reads an agency's messages: none about them goes there.", options);
    add_name(add_app, options);
    add_readable(add_app, "--role", options->reader.role, site::parse_reader_role,
                 "What stands for the person in lists, like \"Designated safeguarding lead\"")
        ->required();
    on_chosen(add_app, chosen, showing(options, [](site::Site const& site, Options const& o) {
                  return site::add_reader(site, o.agency, o.reader);
              }));

    CLI::App& remove_app = add(agency, "reader-remove", "Take away a person who no longer reads there.", options);
    add_name(remove_app, options);
    on_chosen(remove_app, chosen, showing(options, [](site::Site const& site, Options const& o) {
                  return site::remove_reader(site, o.agency, o.reader.name);
              }));

    CLI::App& alternate_app =
        add(agency, "alternate", "Say which agency receives what is about one of an agency's readers.", options);
    CLI::App& which = *alternate_app.add_option_group("alternate");
    add_readable(which, "OTHER", options->alternate, site::parse_agency_id, "Another agency of the site");
    which.add_flag("--none", options->nobody, "Nobody: such messages are held for the duty desk");
    which.require_option(1);
    on_chosen(alternate_app, chosen, showing(options, [](site::Site const& site, Options const& o) {
                  return site::set_alternate(site, o.agency, o.alternate);
              }));
}

}  // namespace micklegate::app
