// micklegate log export: the whole log of a site as files, or an evidence pack of what a gateway's log holds.
#include "gateway/app/log_export.hpp"
#include "gateway/app/commands/audit_options.hpp"
#include "gateway/app/commands/checkpoint_object.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/app/pack_export.hpp"
#include "gateway/app/shell_word.hpp"
#include "gateway/pack/statement.hpp"

namespace micklegate::app {
namespace {

struct Options {
    std::string where;
    std::string folder;
    std::string as;
    AuditOptions audit;
    long patience = 30;
    bool json = false;

    [[nodiscard]] bool of_gateway() const { return where.find("://") != std::string::npos; }
};

Outcome export_site(terminal::Console& console, Options const& options)
{
    auto const exported = export_log(options.where, options.folder, console);
    if (!exported)
        return exported.error();
    if (options.json) {
        boost::json::object out = checkpoint_object(*exported);
        out["folder"] = options.folder;
        console.print_json(out);
    } else {
        console.print("Exported " + std::to_string(exported->size) + " entries of " + exported->origin + " to " +
                      options.folder + ". Check them with: micklegate log verify " + shell_word(options.folder));
    }
    return kDone;
}

boost::json::object pack_object(PackMade const& made, std::string const& folder)
{
    boost::json::object out = checkpoint_object(made.standing.checkpoint);
    out["folder"] = folder;
    out["entries"] = made.entries;
    out["exported"] = made.exported;
    out["policies"] = made.policies;
    out["lost_policies"] = boost::json::array(made.lost.begin(), made.lost.end());
    out["witnessed"] = made.standing.witnessed();
    auto const& quorum = made.standing.quorum;
    out["cosigned"] = boost::json::array(quorum.cosigned.begin(), quorum.cosigned.end());
    out["missing"] = boost::json::array(quorum.missing.begin(), quorum.missing.end());
    return out;
}

Outcome export_evidence(terminal::Console& console, Options const& options)
{
    auto const filters = options.audit.all_filters();
    if (!filters)
        return filters.error();
    auto const gateway = endpoint_of(options.where);
    if (!gateway)
        return gateway.error();
    auto session = agency::GatewaySession::open(options.as, *gateway);
    if (!session)
        return session.error();
    PackOrder const order{options.audit.occasion, *filters, std::chrono::seconds{options.patience}};
    auto const made = export_pack(*std::move(session), order, options.folder, console);
    if (!made)
        return made.error();
    if (options.json) {
        console.print_json(pack_object(*made, options.folder));
        return kDone;
    }
    console.print("Evidence pack of the log " + made->standing.checkpoint.origin + " in " + options.folder +
                  "; entries that fit: " + std::to_string(made->entries) + ", and entry " +
                  std::to_string(made->exported) + ", which records the export.");
    console.print(pack::witness_sentence(made->standing));
    console.print("Check it with: micklegate log verify " + shell_word(options.folder) +
                  (made->standing.asks_witnesses ? " --witnesses FILE" : ""));
    return kDone;
}

/// What a pack needs and a whole log does not.
void check(Options& options)
{
    auto const require = [](bool given, char const* what, char const* next) {
        if (!given)
            throw UsageError{problem(ProblemCode::kInvalidValue, what, next)};
    };
    options.audit.resolve();
    agency::AuditOccasion const& occasion = options.audit.occasion;
    bool const selects = options.audit.selects();
    if (!options.of_gateway())
        return require(options.as.empty() && occasion.by.name.empty() && occasion.purpose.empty() && !selects,
                       "WHERE: A site folder is exported whole.", "For a selection, give a gateway's URL instead.");
    require(!options.as.empty(), "--as: A gateway shows its log's entries only to auditors.",
            "Add --as with an auditor's identity folder.");
    require(!occasion.by.name.empty() && !occasion.purpose.empty(),
            "--by, --purpose: The log keeps who carries entries away, and what for.",
            "Add --by \"Name, role\" --purpose PURPOSE");
    require(selects, "No selection was given.", "Add --subject-file, --agency, --from or another filter.");
}

}  // namespace

void add_log_export(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand(
        "export", "Write the log as static files (C2SP tlog-tiles), or an evidence pack of what fits a selection.");
    auto options = std::make_shared<Options>();
    add_readable(command, "WHERE", options->where, parse_log_place,
                 "A site folder, for the whole log; or a gateway's URL, for an evidence pack")
        ->required();
    command
        .add_option("DIR", options->folder,
                    "A new folder; of a whole log also an earlier export, to bring it up to date")
        ->required();
    command.add_option("--as", options->as, "Identity bundle of an auditor, for an evidence pack");
    add_audit_options(command, options->audit);
    command.add_option("--wait", options->patience, "Seconds to wait for the witnesses to cosign; default: 30")
        ->check(CLI::Range(0L, 86'400L));
    command.add_flag("--json", options->json, "Print what was exported as JSON");
    command.callback([&chosen, options] {
        check(*options);
        chosen = [options](terminal::Console& console) {
            return options->of_gateway() ? export_evidence(console, *options) : export_site(console, *options);
        };
    });
}

}  // namespace micklegate::app
