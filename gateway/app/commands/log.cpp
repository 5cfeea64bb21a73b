#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/log_export.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/files/files.hpp"
#include "gateway/terminal/progress.hpp"

#include <optional>
#include <thread>

namespace micklegate::app {
namespace {

using evidence::LogReport;

struct VerifyArguments {
    std::string where;
    std::string as;
    std::string key;
    bool json = false;
};

boost::json::object checkpoint_object(evidence::Checkpoint const& checkpoint)
{
    return {{"origin", checkpoint.origin}, {"size", checkpoint.size}, {"root", base64(checkpoint.root)}};
}

boost::json::object report_object(LogReport const& report)
{
    boost::json::object out = checkpoint_object(report.checkpoint);
    out["verified"] = true;
    out["entries"] = report.entries;
    out["tiles"] = report.tiles;
    out["sealed_checked"] = report.sealed_checked;
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
           (log.holds_sealed
                ? ", and " + std::to_string(report.sealed_checked) + " sealed messages match their entries."
                : ". Sealed messages are not held there and were not compared.");
}

/// The entry that is named first, then the file that has to be replaced.
Problem with_file(Problem fault, Result<void> const& files)
{
    if (fault.code == ProblemCode::kIntegrity && !files)
        fault.detail += " " + files.error().detail;
    return fault;
}

Outcome verify(terminal::Console& console, VerifyArguments const& arguments)
{
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
    if (arguments.json)
        console.print_json(report_object(*report));
    else
        console.print(report_text(*report, *log));
    if (!log->holds_entries)
        return problem(ProblemCode::kNotAllowed, "No entry was read: the gateway shows entries to auditors only.",
                       "Nothing is known to be wrong; to have the entries checked too, ask an auditor.");
    return kDone;
}

struct ProofArguments {
    MessageId message;
    IdentityOption identity;
    std::string out;
    bool json = false;
};

/// The proof goes to where it was asked for, once; what is printed beside a file says what it proves.
Outcome deliver(terminal::Console& console, ProofArguments const& arguments, std::string const& text,
                std::uint64_t index, evidence::Checkpoint const& checkpoint)
{
    if (!arguments.out.empty())
        if (auto const written = files::create(arguments.out, as_bytes(text)); !written)
            return written.error();
    if (arguments.json) {
        boost::json::object out = checkpoint_object(checkpoint);
        out["index"] = index;
        out[arguments.out.empty() ? "proof" : "file"] = arguments.out.empty() ? text : arguments.out;
        console.print_json(out);
    } else if (arguments.out.empty()) {
        console.print(std::string_view{text}.substr(0, text.size() - 1));
    } else {
        console.print("Entry " + std::to_string(index) + " is in the log " + checkpoint.origin + " of size " +
                      std::to_string(checkpoint.size) + "; the proof is in " + arguments.out + ".");
    }
    return kDone;
}

Outcome prove(terminal::Console& console, ProofArguments const& arguments)
{
    auto session = arguments.identity.connect();
    if (!session)
        return session.error();
    auto const text = session->get_text(agency::message_target("receipts", arguments.message));
    if (!text)
        return text.error();
    auto const proof = evidence::parse_proof(*text);
    auto const key = evidence::parse_vkey(session->identity().log);
    if (!proof || !key)
        return proof ? key.error() : proof.error();
    auto const checkpoint = evidence::verify_proof(*proof, as_bytes(proof->extra), *key);
    if (!checkpoint)
        return checkpoint.error();
    return deliver(console, arguments, *text, proof->index, *checkpoint);
}

void add_verify(CLI::App& log, Command& chosen)
{
    CLI::App& command =
        *log.add_subcommand("verify", "Recompute the whole log and name the first record that does not fit.");
    auto arguments = std::make_shared<VerifyArguments>();
    add_readable(command, "WHERE", arguments->where, parse_log_place,
                 "A site folder, an exported folder, or a gateway's URL")
        ->required();
    command.add_option("--as", arguments->as,
                       "Identity bundle, needed for a URL; an auditor's checks the entries, any other the tree alone");
    command.add_option("--key", arguments->key,
                       "File with the log's verifier key; else the one beside the log or in the identity");
    command.add_flag("--json", arguments->json, "Print the report as JSON");
    on_chosen(command, chosen, [arguments](terminal::Console& console) { return verify(console, *arguments); });
}

void add_proof(CLI::App& log, Command& chosen)
{
    CLI::App& command =
        *log.add_subcommand("proof", "Fetch and check the proof that a message is in the log (C2SP tlog-proof).");
    auto arguments = std::make_shared<ProofArguments>();
    add_message_option(command, arguments->message);
    add_identity_option(command, arguments->identity, "its sender or recipient");
    command.add_option("--out", arguments->out, "Keep the proof in this new file instead of printing it");
    command.add_flag("--json", arguments->json, "Print what the proof shows as JSON");
    on_chosen(command, chosen, [arguments](terminal::Console& console) { return prove(console, *arguments); });
}

struct ExportArguments {
    std::string site;
    std::string folder;
    bool json = false;
};

Outcome export_to(terminal::Console& console, ExportArguments const& arguments)
{
    auto const exported = export_log(arguments.site, arguments.folder, console);
    if (!exported)
        return exported.error();
    if (arguments.json) {
        boost::json::object out = checkpoint_object(*exported);
        out["folder"] = arguments.folder;
        console.print_json(out);
    } else {
        console.print("Exported " + std::to_string(exported->size) + " entries of " + exported->origin + " to " +
                      arguments.folder + ". Check them with: micklegate log verify " + arguments.folder);
    }
    return kDone;
}

void add_export(CLI::App& log, Command& chosen)
{
    CLI::App& command =
        *log.add_subcommand("export", "Write the log as static files any web server can serve (C2SP tlog-tiles).");
    auto arguments = std::make_shared<ExportArguments>();
    command.add_option("SITE", arguments->site, "The site folder")->required();
    command.add_option("DIR", arguments->folder, "A new folder, or an earlier export to bring up to date")->required();
    command.add_flag("--json", arguments->json, "Print the exported checkpoint as JSON");
    on_chosen(command, chosen, [arguments](terminal::Console& console) { return export_to(console, *arguments); });
}

}  // namespace

void add_log(CLI::App& app, Command& chosen)
{
    CLI::App& log = *app.add_subcommand("log", "Verify, prove, export and witness the tamper-evident log.");
    log.require_subcommand(1);
    add_verify(log, chosen);
    add_proof(log, chosen);
    add_export(log, chosen);
    add_log_denounce(log, chosen);
    add_log_witness(log, chosen);
}

}  // namespace micklegate::app
