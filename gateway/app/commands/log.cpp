#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/log_export.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/app/progress.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/files/files.hpp"

#include <optional>

namespace micklegate::app {
namespace {

using evidence::LogReport;

struct VerifyArguments {
    std::string where;
    std::string as;
    std::string key;
    bool json = false;
};

boost::json::object report_object(LogReport const& report)
{
    return {{"verified", true},
            {"origin", report.checkpoint.origin},
            {"size", report.checkpoint.size},
            {"root", base64(report.checkpoint.root)},
            {"entries", report.entries},
            {"tiles", report.tiles},
            {"sealed_checked", report.sealed_checked}};
}

Outcome verify(Console& console, VerifyArguments const& arguments)
{
    auto log = open_log(arguments.where, arguments.as, arguments.key);
    if (!log)
        return log.error();
    std::optional<Progress> progress;
    evidence::VerifyOptions options;
    options.sealed = log->holds_sealed;
    options.progress = [&](std::uint64_t done, std::uint64_t of) {
        if (!progress)
            progress.emplace(console, "Verifying", of);
        progress->reach(done);
    };
    auto const report = evidence::verify_log(*log->source, log->key, options);
    progress.reset();
    if (!report)
        return report.error();
    if (arguments.json)
        console.print_json(report_object(*report));
    else
        console.print("The log " + report->checkpoint.origin + " is whole: " + std::to_string(report->entries) + " entries, " +
                      std::to_string(report->tiles) + " tiles and the signed root agree" +
                      (log->holds_sealed ? ", and " + std::to_string(report->sealed_checked) + " sealed messages match their entries."
                                         : ". Sealed messages are not held there and were not compared."));
    return 0;
}

Outcome prove(Console& console, MessageId const& message, IdentityOption const& as, std::string const& out)
{
    auto session = as.connect();
    if (!session)
        return session.error();
    auto const text = session->get_text(message_target("receipts", message));
    if (!text)
        return text.error();
    auto const proof = evidence::parse_proof(*text);
    auto const key = evidence::parse_vkey(session->identity().log);
    if (!proof || !key)
        return proof ? key.error() : proof.error();
    auto const checkpoint = evidence::verify_proof(*proof, as_bytes(proof->extra), *key);
    if (!checkpoint)
        return checkpoint.error();
    if (!out.empty()) {
        if (auto const written = files::create(out, as_bytes(*text)); !written)
            return written.error();
        console.print("Entry " + std::to_string(proof->index) + " is in the log " + checkpoint->origin + " of size " +
                      std::to_string(checkpoint->size) + "; the proof is in " + out + ".");
        return 0;
    }
    console.print(std::string_view{*text}.substr(0, text->size() - 1));
    return 0;
}

void add_verify(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand("verify", "Recompute the whole log and name the first record that does not fit.");
    auto arguments = std::make_shared<VerifyArguments>();
    add_readable(command, "WHERE", arguments->where, parse_log_place,
                 "A site folder, an exported folder, or a gateway's URL")
        ->required();
    command.add_option("--as", arguments->as, "Identity folder of an auditor; needed for a URL");
    command.add_option("--key", arguments->key, "File with the log's verifier key; else the one beside the log or in the identity");
    command.add_flag("--json", arguments->json, "Print the report as JSON");
    on_chosen(command, chosen, [arguments](Console& console) { return verify(console, *arguments); });
}

void add_proof(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand("proof", "Fetch and check the proof that a message is in the log (C2SP tlog-proof).");
    auto message = std::make_shared<MessageId>();
    auto as = std::make_shared<IdentityOption>();
    auto out = std::make_shared<std::string>();
    add_message_option(command, *message);
    add_identity_option(command, *as, "its sender or recipient");
    command.add_option("--out", *out, "Keep the proof in this new file instead of printing it");
    on_chosen(command, chosen, [message, as, out](Console& console) { return prove(console, *message, *as, *out); });
}

void add_export(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand("export", "Write the log as static files any web server can serve (C2SP tlog-tiles).");
    auto site = std::make_shared<std::string>();
    auto folder = std::make_shared<std::string>();
    command.add_option("SITE", *site, "The site folder")->required();
    command.add_option("DIR", *folder, "A new folder, or an earlier export to bring up to date")->required();
    on_chosen(command, chosen, [site, folder](Console& console) -> Outcome {
        auto const exported = export_log(*site, *folder, console);
        if (!exported)
            return exported.error();
        console.print("Exported " + std::to_string(exported->size) + " entries of " + exported->origin + " to " + *folder +
                      ". Check them with: micklegate log verify " + *folder);
        return 0;
    });
}

}  // namespace

void add_log(CLI::App& app, Command& chosen)
{
    CLI::App& log = *app.add_subcommand("log", "Verify, prove and export the tamper-evident log.");
    log.require_subcommand(1);
    add_verify(log, chosen);
    add_proof(log, chosen);
    add_export(log, chosen);
}

}  // namespace micklegate::app
