// micklegate log denounce: what somebody kept of a log against what the log shows now.
#include "adapters/gateway_client/identity.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/evidence/denounce.hpp"
#include "gateway/evidence/served_log.hpp"
#include "gateway/files/files.hpp"

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;
using evidence::Comparison;
using evidence::Denunciation;
using evidence::Finding;
using evidence::Kept;

constexpr std::size_t kLargestKept = 1024 * 1024;  ///< bytes; a receipt with the largest entry is a tenth of it

struct Arguments {
    std::string saved;
    std::string where;
    std::string as;
    std::string key;
    std::string out;
    bool json = false;
};

Result<Kept> kept_in(fs::path const& file, evidence::NoteKey const& key)
{
    auto const text = files::read(file, kLargestKept);
    if (!text)
        return text.error();
    auto kept = evidence::read_kept(*text, key);
    if (!kept)
        return problem(kept.error().code, file.string() + ": " + kept.error().detail, kept.error().next);
    return kept;
}

/// Whoever made up a log can make up the key beside it: one that was given, or came with the identity, goes before.
Result<std::optional<evidence::NoteKey>> trusted_key(Arguments const& arguments, std::string& gateway)
{
    std::optional<evidence::NoteKey> key;
    if (!arguments.as.empty()) {
        auto const identity = gateway_client::load_identity(arguments.as);
        if (!identity)
            return identity.error();
        auto const own = evidence::parse_vkey(identity->log);
        if (!own)
            return own.error();
        key = *own;
        gateway = identity->gateway;
    }
    if (!arguments.key.empty()) {
        auto const given = read_log_key(arguments.key);
        if (!given)
            return given.error();
        key = *given;
    }
    return key;
}

Result<Denunciation> against_file(Arguments const& arguments, evidence::NoteKey const& key)
{
    auto saved = kept_in(arguments.saved, key);
    if (!saved)
        return saved.error();
    auto other = kept_in(arguments.where, key);
    if (!other)
        return other.error();
    Comparison const comparison = evidence::compare(*saved, *other);
    return Denunciation{key, *std::move(saved), *std::move(other), comparison, arguments.where, system_now()};
}

/// What cannot be read or does not prove itself is no finding: exit code 3 is kept for what can be held against a log.
Problem no_finding(Problem const& why)
{
    auto const code = why.code == ProblemCode::kIntegrity ? ProblemCode::kInvalidValue : why.code;
    return problem(code, "The log shown cannot be compared: " + why.detail, why.next);
}

Result<Denunciation> against_log(Arguments const& arguments, std::string const& where,
                                 std::optional<evidence::NoteKey> const& trusted)
{
    auto log = open_log(where, arguments.as, arguments.key);
    if (!log)
        return log.error();
    evidence::NoteKey const key = trusted.value_or(log->key);
    auto saved = kept_in(arguments.saved, key);
    if (!saved)
        return saved.error();
    auto const note = log->source->fetch("checkpoint");
    auto shown = note ? evidence::read_kept(as_text(*note), key) : Result<Kept>{note.error()};
    if (!shown)
        return no_finding(shown.error());
    bool const copy = !where.starts_with("https://") && !log->holds_sealed;
    evidence::ServedLog const tiles{*log->source, shown->checkpoint.size};
    auto comparison = evidence::compare(*saved, *shown, tiles, copy);
    if (!comparison)
        return no_finding(comparison.error());
    return Denunciation{key, *std::move(saved), *std::move(shown), *std::move(comparison), where, system_now()};
}

boost::json::object state_object(evidence::Checkpoint const& checkpoint)
{
    return {{"size", checkpoint.size}, {"root", base64(checkpoint.root)}};
}

std::string_view name_of(Finding finding)
{
    switch (finding) {
    case Finding::kHolds: return "holds";
    case Finding::kUndecided: return "undecided";
    case Finding::kRewound: return "rewound";
    case Finding::kForked: return "forked";
    }
    return {};
}

boost::json::object finding_object(Denunciation const& found)
{
    Comparison const& comparison = found.comparison;
    boost::json::object out{{"finding", name_of(comparison.finding)},
                            {"origin", found.log.name},
                            {"kept", state_object(found.kept.checkpoint)},
                            {"shown", state_object(found.shown.checkpoint)}};
    if (comparison.finding == Finding::kForked)
        out["fork"] = boost::json::object{{"begin", comparison.begin},
                                          {"end", comparison.end},
                                          {"kept", base64(comparison.kept)},
                                          {"shown", base64(comparison.shown)}};
    return out;
}

std::string sentence(Denunciation const& found)
{
    std::string const kept = std::to_string(found.kept.checkpoint.size);
    std::string const shown = std::to_string(found.shown.checkpoint.size);
    switch (found.comparison.finding) {
    case Finding::kHolds:
        return "Nothing to denounce: the log " + found.log.name + " of " + shown + " entries and what was kept, of " +
               kept + ", are states of one log.";
    case Finding::kUndecided:
        return "Nothing is proven: " + shown + " entries are shown and " + kept +
               " were kept, and no hash of the two is over the same entries.";
    case Finding::kRewound:
        return "The log " + found.log.name + " was rewound: it shows " + shown + " entries and vouched for " + kept +
               ".";
    case Finding::kForked:
        return "The log " + found.log.name + " was forked: its key vouches for two hashes over the entries from " +
               std::to_string(found.comparison.begin) + " to " + std::to_string(found.comparison.end - 1) + ".";
    }
    return {};
}

/// To where it was asked for, once.
Outcome hand_over(terminal::Console& console, Arguments const& arguments, Denunciation const& found)
{
    std::string const text = evidence::statement(found);
    if (!arguments.out.empty())
        if (auto const written = files::create(arguments.out, as_bytes(text)); !written)
            return written.error();
    if (arguments.json) {
        boost::json::object out = finding_object(found);
        out[arguments.out.empty() ? "statement" : "file"] = arguments.out.empty() ? text : arguments.out;
        console.print_json(out);
    } else if (arguments.out.empty()) {
        console.print(std::string_view{text}.substr(0, text.size() - 1));
    } else {
        console.print(sentence(found) + " The statement is in " + arguments.out + ".");
    }
    return kDamaged;
}

Outcome denounce(terminal::Console& console, Arguments const& arguments)
{
    std::string gateway;
    auto const key = trusted_key(arguments, gateway);
    if (!key)
        return key.error();
    std::string const where = arguments.where.empty() ? gateway : arguments.where;
    std::error_code error;
    auto const found = *key && fs::is_regular_file(where, error) ? against_file(arguments, **key)
                                                                 : against_log(arguments, where, *key);
    if (!found)
        return found.error();
    Finding const finding = found->comparison.finding;
    if (finding == Finding::kRewound || finding == Finding::kForked)
        return hand_over(console, arguments, *found);
    if (arguments.json)
        console.print_json(finding_object(*found));
    if (finding == Finding::kUndecided)
        return problem(
            ProblemCode::kInvalidValue, sentence(*found),
            "A copy may be older than what was kept: compare with the gateway itself, or with a newer export.");
    if (!arguments.json)
        console.print(sentence(*found));
    return kDone;
}

}  // namespace

void add_log_denounce(CLI::App& log, Command& chosen)
{
    CLI::App& command = *log.add_subcommand(
        "denounce", "Show from what was kept, a receipt or a checkpoint, that a log was rewound or forked.");
    auto arguments = std::make_shared<Arguments>();
    command.add_option("SAVED", arguments->saved, "File with a checkpoint or a tlog-proof that was kept")->required();
    add_readable(
        command, "WHERE", arguments->where, parse_log_place,
        "What to compare it with: a gateway's URL, a site folder, an exported folder, or a second file that was "
        "kept; default: the identity's gateway");
    command.add_option("--as", arguments->as, "Identity bundle, needed for a gateway; of any agency");
    command.add_option("--key", arguments->key,
                       "File with the log's verifier key; else the one in the identity or beside the log");
    command.add_option("--out", arguments->out, "Keep the statement in this new file instead of printing it");
    command.add_flag("--json", arguments->json, "Print the finding as JSON");
    command.callback([&chosen, arguments] {
        if (arguments->where.empty() && arguments->as.empty())
            throw UsageError{problem(ProblemCode::kInvalidValue, "WHERE: nothing to compare with was named.",
                                     "Name a log or a second file, or add --as for an identity's gateway.")};
        std::error_code error;
        if (arguments->as.empty() && arguments->key.empty() && fs::is_regular_file(arguments->where, error))
            throw UsageError{problem(ProblemCode::kInvalidValue,
                                     "--key: Two files that were kept do not say whose log they are of.",
                                     "Add --key with the log's verifier key, or --as with an identity folder.")};
        chosen = [arguments](terminal::Console& console) { return denounce(console, *arguments); };
    });
}

}  // namespace micklegate::app
