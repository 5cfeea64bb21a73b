// micklegate notice: what receivers of signed notices check them by.
#include "gateway/app/commands/commands.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/notice/webhook.hpp"
#include "gateway/site/site.hpp"

#include <boost/json/object.hpp>

namespace micklegate::app {
namespace {

struct Options {
    std::string site;
    bool json = false;
};

Outcome show_key(Options const& options, terminal::Console& console)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    auto const site_key = site::read_site_key(*site);
    if (!site_key)
        return site_key.error();
    std::string const key = notice::public_key_text(crypto::SiteKeys::derive(*site_key).notices.verify_key());
    if (options.json)
        console.print_json(boost::json::object{{"source", site->settings.origin()}, {"key", key}});
    else
        console.print(key);
    return kDone;
}

}  // namespace

void add_notice(CLI::App& app, Command& chosen)
{
    CLI::App& notice = *app.add_subcommand("notice", "Notices that something waits, to agencies' own systems.");
    notice.require_subcommand(1);
    CLI::App& key = *notice.add_subcommand("key", "Print the public key that webhooks are checked by.");
    auto const options = std::make_shared<Options>();
    key.add_option("SITE", options->site, "Site folder")->required();
    key.add_flag("--json", options->json, "Print the key as JSON, with the source that signs by it");
    on_chosen(key, chosen, [options](terminal::Console& console) { return show_key(*options, console); });
}

}  // namespace micklegate::app
