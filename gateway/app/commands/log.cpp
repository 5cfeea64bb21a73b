#include "gateway/app/commands/checkpoint_object.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/commands/readable.hpp"
#include "gateway/app/commands/verify_pack.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/app/pack_check.hpp"
#include "gateway/terminal/progress.hpp"

#include <optional>
#include <thread>

namespace micklegate::app {
namespace {

using evidence::LogReport;

bool is_url(std::string const& where) { return where.find("://") != std::string::npos; }

struct VerifyArguments {
    std::string where;
    std::string as;
    std::string key;
    std::string witnesses;
    bool json = false;
};

boost::json::object report_object(LogReport const& report)
{
    boost::json::object out = checkpoint_object(report.checkpoint);
    out["verified"] = true;
    out["entries"] = report.entries;
    out["tiles"] = report.tiles;
    out["sealed_checked"] = report.sealed_checked;
    out["changes_checked"] = report.changes_checked;
    return out;
}

std::string report_text(LogReport const& report, OpenedLog const& log)
{
    std::string const tiles = std::to_string(report.tiles) + " tiles";
    if (!log.holds_entries)
        return "The tree of the log " + report.checkpoint.origin +
               " is whole: " + std::to_string(report.checkpoint.size) + " leaves, " + tiles +
               " and the signed root agree.";
    return "The log " + report.checkpoint.origin + " is whole: " + std::to_string(report.entries) + " entries, " +
           tiles + " and the signed root agree" +
           (log.holds_sealed ? "; " + std::to_string(report.sealed_checked) + " sealed messages and " +
                                   std::to_string(report.changes_checked) + " changes to registers match their entries."
                             : ". Sealed messages are not held there and were not compared.");
}

/// The entry that is named first, then the file that has to be replaced.
Problem with_file(Problem fault, Result<void> const& files)
{
    if (fault.code == ProblemCode::kIntegrity && !files)
        fault.detail += " " + files.error().detail;
    return fault;
}

/// What is beside a log that is whole: the key that came with it, and what a site remembers of its past.
Result<void> check_known(OpenedLog const& log, VerifyArguments const& arguments)
{
    if (!arguments.key.empty() && !is_url(arguments.where))
        if (auto const same = check_key_beside(arguments.where, log.key); !same)
            return same;
    return log.check_past ? log.check_past() : Result<void>{};
}

/// Of a place that is there: what is not there is told by whoever opens it.
void refuse_witnesses(std::string const& where)
{
    std::error_code error;
    if (is_url(where) || (std::filesystem::exists(where, error) && !is_pack(where)))
        throw UsageError{problem(ProblemCode::kInvalidValue, "--witnesses: It is for evidence packs, and that is none.",
                                 "Give the folder that micklegate log export made of a selection.")};
}

Outcome verify(terminal::Console& console, VerifyArguments const& arguments)
{
    if (is_pack(arguments.where))
        return verify_pack(console, arguments.where, arguments.key, arguments.witnesses, arguments.json);
    auto log = open_log(arguments.where, arguments.as, arguments.key);
    if (!log)
        return log.error();
    std::optional<terminal::Progress> progress;
    evidence::VerifyOptions options;
    options.entries = log->holds_entries;
    options.sealed = log->holds_sealed;
    options.threads = std::thread::hardware_concurrency();
    options.progress = [&](std::uint64_t done, std::uint64_t of) {
        if (!progress)
            progress.emplace(console, "Verifying", of);
        progress->reach(done);
    };
    auto const report = evidence::verify_log(*log->source, log->key, options);
    progress.reset();
    auto const files = log->check_files ? log->check_files() : Result<void>{};
    if (!report)
        return with_file(report.error(), files);
    if (!files)
        return files.error();
    if (auto const known = check_known(*log, arguments); !known)
        return known.error();
    if (arguments.json)
        console.print_json(report_object(*report));
    else
        console.print(report_text(*report, *log));
    if (!log->holds_entries)
        return problem(ProblemCode::kNotAllowed, "No entry was read: the gateway shows entries to auditors only.",
                       "Nothing is known to be wrong; to have the entries checked too, ask an auditor.");
    return kDone;
}

void add_verify(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand(
        "verify", "Check a log or an evidence pack, and name the first record or file that does not fit.");
    auto arguments = std::make_shared<VerifyArguments>();
    add_readable(command, "WHERE", arguments->where, parse_log_place,
                 "A site folder, an exported folder, an evidence pack, or a gateway's URL")
        ->required();
    command.add_option("--as", arguments->as,
                       "Identity bundle, needed for a URL; an auditor's checks the entries, any other the tree alone");
    command.add_option("--key", arguments->key,
                       "File with the log's verifier key; else the one beside the log or in the identity");
    command.add_option("--witnesses", arguments->witnesses,
                       "File with the witnesses you know (C2SP tlog-policy), for an evidence pack; else those in it");
    command.add_flag("--json", arguments->json, "Print the report as JSON");
    command.callback([&chosen, arguments] {
        if (!arguments->witnesses.empty())
            refuse_witnesses(arguments->where);
        chosen = [arguments](terminal::Console& console) { return verify(console, *arguments); };
    });
}

}  // namespace

void add_log(CLI::App& app, Command& chosen)
{
    CLI::App& log = *app.add_subcommand("log", "Verify, prove, search, export and witness the tamper-evident log.");
    log.require_subcommand(1);
    add_verify(log, chosen);
    add_log_proof(log, chosen);
    add_log_search(log, chosen);
    add_log_export(log, chosen);
    add_log_denounce(log, chosen);
    add_log_witness(log, chosen);
}

}  // namespace micklegate::app
