#include "gateway/app/commands/commands.hpp"
#include "gateway/app/process.hpp"
#include "gateway/app/server_log.hpp"
#include "gateway/model/endpoint.hpp"
#include "gateway/serve/descriptor_budget.hpp"
#include "gateway/serve/gateway.hpp"
#include "gateway/site/expiries.hpp"
#include "gateway/site/server_certificate.hpp"

namespace micklegate::app {
namespace {

struct ServeOptions {
    std::string site;
    int port = -1;
    int local_port = -1;
    std::string address;
    bool json = false;
};

Result<site::Site> chosen_site(ServeOptions const& options)
{
    auto site = site::open_site(options.site);
    if (!site)
        return site;
    if (options.port >= 0)
        site->settings.port = static_cast<std::uint16_t>(options.port);
    if (options.local_port >= 0)
        site->settings.local_port = static_cast<std::uint16_t>(options.local_port);
    if (!options.address.empty())
        site->settings.address = options.address;
    if (Result<void> const distinct = site::check_ports(site->settings); !distinct)
        return distinct.error();
    return site;
}

void warn_of_expiries(receive::Log const& log, site::Site const& site)
{
    Result<std::vector<site::Expiry>> const expiries = site::read_expiries(site);
    if (!expiries)
        return log(receive::Severity::kWarning, one_line(expiries.error()));
    for (Problem const& warning : site::expiry_warnings(*expiries, site, system_now()))
        log(receive::Severity::kWarning, one_line(warning));
}

void announce(terminal::Console& console, ServeOptions const& options, serve::Gateway const& gateway,
              std::string const& address)
{
    if (options.json)
        console.print_json(
            {{"ready", true}, {"address", address}, {"port", gateway.port()}, {"local_port", gateway.local_port()}});
    else
        console.print("Serving " + options.site + " on https://" + address + ":" + std::to_string(gateway.port()) +
                      " (health and metrics: http://127.0.0.1:" + std::to_string(gateway.local_port()) + ")");
    // Whoever started this waits for the line, often through a pipe.
    console.flush();
}

Outcome serve_site(terminal::Console& console, ServeOptions const& options)
{
    Signals const signals;
    keep_memory_private();
    auto site = chosen_site(options);
    if (!site)
        return site.error();
    if (auto const enough = serve::check_descriptors(site->settings, raise_descriptor_limit()); !enough)
        return enough.error();
    // The store has a lock too, and says so in its engine's words.
    auto const lock = site::lock_for_serving(*site);
    if (!lock)
        return lock.error();
    if (auto const closed = site::check_server_key(*site); !closed)
        return closed.error();
    receive::Log const log = server_log();
    warn_of_expiries(log, *site);
    std::string const address = site->settings.address;
    auto gateway = serve::Gateway::open(*std::move(site), log);
    if (!gateway)
        return gateway.error();
    if (auto const started = (*gateway)->start(); !started)
        return started.error();
    announce(console, options, **gateway, address);
    while (!signals.wait_for_stop(std::chrono::milliseconds{250}))
        (*gateway)->poll();
    return (*gateway)->stop() ? 0 : 1;
}

}  // namespace

void add_serve(CLI::App& app, Command& chosen)
{
    CLI::App& serve =
        *app.add_subcommand("serve", "Run the gateway of a site until it is told to stop (SIGTERM drains).");
    auto options = std::make_shared<ServeOptions>();
    serve.add_option("SITE", options->site, "The site folder")->required();
    serve.add_option("--port", options->port, "Port for agencies; 0 lets the system choose")
        ->check(CLI::Range(0, 65535));
    serve.add_option("--local-port", options->local_port, "Port for health and metrics")->check(CLI::Range(0, 65535));
    serve.add_option("--address", options->address, "Address to listen on; loopback unless the settings say otherwise")
        ->check([](std::string const& text) {
            return is_ip_address(text) ? "" : std::string{"is not an IP address, like 0.0.0.0 or ::"};
        });
    serve.add_flag("--json", options->json, "Announce readiness as JSON");
    on_chosen(serve, chosen, [options](terminal::Console& console) { return serve_site(console, *options); });
}

}  // namespace micklegate::app
