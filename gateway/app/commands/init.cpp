// micklegate init: from nothing to a site that can be served.
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/dns_names_option.hpp"
#include "gateway/app/process.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/demo_members.hpp"
#include "gateway/site/proven_policy.hpp"
#include "gateway/site/share.hpp"
#include "gateway/site/site_builder.hpp"
#include "gateway/terminal/progress.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string site;
    bool demo = false;
    std::string schools;
    std::string links;
    std::string outcodes;
    std::string policies;
    std::vector<std::string> names;
    std::uint16_t port = site::Settings{}.port;
    std::uint16_t local_port = site::Settings{}.local_port;
    bool json = false;
};

/// The folder's name as part of a log's name and a certificate's: lower-case letters, digits and hyphens.
std::string site_name(fs::path const& root)
{
    std::string name = root.filename().string().substr(0, 40);
    for (char& c : name)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            c = '-';
    return name.empty() ? "site" : name;
}

site::Settings settings_of(Options const& options, fs::path const& root)
{
    site::Settings settings;
    settings.site_name = site_name(root);
    settings.log_origin = "micklegate.example/" + settings.site_name;
    settings.port = options.port;
    settings.local_port = options.local_port;
    if (!options.names.empty())
        settings.url = "https://" + options.names.front() + ":" + std::to_string(options.port);
    return settings;
}

/// The demonstration brings fictional registers; --schools and the like replace each.
Result<site::RegisterTexts> read_registers(Options const& options)
{
    fs::path const adapters = site::share_folder() / "adapters";
    fs::path const samples = adapters / "police" / "samples";
    auto const text = [&](std::string const& given, char const* sample) -> Result<std::string> {
        if (given.empty() && !options.demo)
            return std::string{};
        return files::read(given.empty() ? samples / sample : fs::path{given});
    };
    Result<std::string> schools = text(options.schools, "schools.csv");
    Result<std::string> links = text(options.links, "school-links.csv");
    Result<std::string> outcodes = text(options.outcodes, "outcodes.csv");
    Result<std::string> prisons = std::string{};
    if (options.demo)
        prisons = files::read(adapters / "prisons" / "samples" / "prisons.csv");
    for (auto const* const read : {&schools, &links, &outcodes, &prisons})
        if (!*read)
            return read->error();
    return site::RegisterTexts{*std::move(schools), *std::move(links), *std::move(outcodes), {}, *std::move(prisons)};
}

void report(terminal::Console& console, site::NewSite const& plan, Options const& options)
{
    if (options.json) {
        console.print_json(boost::json::object{{"site", plan.root.string()},
                                               {"agencies", plan.members.size()},
                                               {"log", plan.settings.origin()},
                                               {"url", plan.settings.public_url()}});
        return;
    }
    console.print("Made " + plan.root.string() + " with " + std::to_string(plan.members.size()) + " agencies.");
    console.remark(plan.members.empty()
                       ? "Next, before it can be served: micklegate agency enrol " + plan.root.string() + " " +
                             plan.settings.desk + " --kind duty_desk --name NAME"
                       : "Next: micklegate serve " + plan.root.string());
}

Outcome init(Options const& options, terminal::Console& console)
{
    // A stop ends the building between two members, so that no half-made site stays behind.
    Signals const signals;
    fs::path root = fs::absolute(options.site).lexically_normal();
    if (!root.has_filename())
        root = root.parent_path();
    site::NewSite plan{root, settings_of(options, root), options.names, {}, {}, options.policies};
    if (options.policies.empty())
        plan.policies = site::share_folder() / "policies";
    if (auto const policy = site::read_proven_policy(plan.policies); !policy)
        return policy.error();

    Result<site::RegisterTexts> registers = read_registers(options);
    if (!registers)
        return registers.error();
    plan.registers = std::move(*registers);
    if (!plan.registers.schools.empty()) {
        auto const schools = registers::SchoolRegister::import(plan.registers.schools, plan.registers.school_links);
        if (!schools)
            return schools.error();
        if (options.demo)
            plan.members = site::demo_members(*schools);
    }

    terminal::Progress progress{console, "Enrolling agencies", plan.members.size()};
    auto const on_member = [&]() -> Result<void> {
        progress.advance();
        if (signals.wait_for_stop(std::chrono::milliseconds{0}))
            return problem(ProblemCode::kUnavailable, "init was told to stop.", "Nothing was made; run it again.");
        return {};
    };
    if (Result<void> const built = site::build_site(plan, system_now(), on_member); !built)
        return built.error();
    progress.finish();
    report(console, plan, options);
    return kDone;
}

}  // namespace

void add_init(CLI::App& app, Command& chosen)
{
    CLI::App& init_app =
        *app.add_subcommand("init", "Make a site folder: settings, keys, agencies, policies. Never overwrites.");
    auto const options = std::make_shared<Options>();
    init_app.add_option("SITE", options->site, "Folder to make")->required();
    init_app.add_flag("--demo", options->demo, "Enrol a fictional partnership with all schools of the register");
    init_app.add_option("--schools", options->schools, "School register, CSV in the national (GIAS) layout");
    init_app.add_option("--links", options->links, "Links between schools, CSV in the national layout");
    init_app.add_option("--outcodes", options->outcodes, "Outcodes and their local authority, CSV");
    init_app.add_option("--policies", options->policies,
                        "Policies to copy into the site; default: those that came with micklegate");
    add_dns_names(init_app, options->names, "DNS name of the gateway, for its certificate; may be repeated");
    init_app.add_option("--port", options->port, "Port agencies connect to")->capture_default_str();
    init_app.add_option("--local-port", options->local_port, "Port for health and metrics")->capture_default_str();
    init_app.add_flag("--json", options->json, "Print the result as JSON");
    init_app.parse_complete_callback([options] {
        if (options->port != 0 && options->port == options->local_port)
            throw UsageError{problem(ProblemCode::kInvalidValue, "--port and --local-port must not be the same.",
                                     "Give one of them another number; 0 takes any free one.")};
    });
    on_chosen(init_app, chosen, [options](terminal::Console& console) { return init(*options, console); });
}

}  // namespace micklegate::app
