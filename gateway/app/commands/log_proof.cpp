// micklegate log proof: the receipt of a message, once the log's witnesses have vouched for it.
#include "gateway/app/commands/checkpoint_object.hpp"
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/app/process.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/terminal/progress.hpp"

#include <algorithm>
#include <optional>

namespace micklegate::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr long kUsualWait = 30;  ///< seconds
constexpr milliseconds kBetweenQuestions{500};

struct ProofArguments {
    MessageId message;
    IdentityOption identity;
    std::string out;
    std::string witnesses;
    long wait = kUsualWait;
    bool durable = false;
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

std::string missing_in(std::string_view answer)
{
    auto const told = json::parse_strict(answer);
    std::vector<std::string> names;
    if (told && told->is_object())
        for (boost::json::value const& name : json::array_at(told->get_object(), "missing"))
            if (name.is_string())
                names.emplace_back(name.get_string());
    return joined(names);
}

Problem still_waiting(std::string const& missing)
{
    return problem(ProblemCode::kUnavailable,
                   "The entry is stored, and the log's witnesses have not vouched for it yet." +
                       (missing.empty() ? "" : " Missing: " + missing + "."),
                   "Ask again later or with a longer --wait, or take the proof without them: --durable");
}

/// Asks again until the witnesses have vouched for the entry, or the time is over.
Result<std::string> fetch(terminal::Console& console, agency::GatewaySession& session, ProofArguments const& arguments)
{
    std::string const target =
        agency::message_target("receipts", arguments.message) + (arguments.durable ? "?state=durable" : "");
    Signals const signals;
    std::chrono::seconds const wait{arguments.wait};
    auto const begun = steady_clock::now();
    std::optional<terminal::Progress> progress;
    for (;;) {
        auto reply = session.get_reply(target);
        if (!reply)
            return reply.error();
        if (reply->status != 202)
            return std::move(reply->body);
        auto const waited = std::chrono::floor<milliseconds>(steady_clock::now() - begun);
        if (waited >= wait || signals.wait_for_stop(kBetweenQuestions))
            return still_waiting(missing_in(reply->body));
        if (!progress)
            progress.emplace(console, "Waiting for the log's witnesses", static_cast<std::size_t>(wait.count()));
        progress->reach(static_cast<std::size_t>(waited / std::chrono::seconds{1}));
    }
}

/// The policy is the reader's own: what the gateway holds for a quorum is not asked.
Result<void> check_witnesses(std::string const& file, evidence::NoteKey const& log, std::string const& checkpoint)
{
    auto const policy = read_witness_policy(file);
    if (!policy)
        return policy.error();
    auto const is_log = [&log](auto const& each) { return evidence::vkey_text(each.key) == evidence::vkey_text(log); };
    if (std::ranges::none_of(policy->logs, is_log))
        return problem(ProblemCode::kConfiguration, file + " names no log with the key of this gateway's.",
                       "Compare it with the log's verifier key in the identity bundle.");
    auto const note = evidence::parse_note(checkpoint);
    if (!note)
        return note.error();
    auto const state = evidence::quorum_of(*policy, *note);
    if (!state)
        return state.error();
    if (!state->met)
        return problem(
            ProblemCode::kIntegrity,
            "The proof's checkpoint lacks the quorum of " + file + ". Missing: " + joined(state->missing) + ".",
            "Ask again later; ask the operator whether the gateway's witness policy is another.");
    return {};
}

Outcome prove(terminal::Console& console, ProofArguments const& arguments)
{
    std::error_code error;
    if (!arguments.out.empty() && std::filesystem::exists(arguments.out, error))
        return problem(ProblemCode::kConfiguration, arguments.out + " is already there.",
                       "Name another file: a proof is never put over what was kept.");
    auto session = arguments.identity.connect();
    if (!session)
        return session.error();
    auto const text = fetch(console, *session, arguments);
    if (!text)
        return text.error();
    auto const proof = evidence::parse_proof(*text);
    auto const key = evidence::parse_vkey(session->identity().log);
    if (!proof || !key)
        return proof ? key.error() : proof.error();
    auto const checkpoint = evidence::verify_proof(*proof, as_bytes(proof->extra), *key);
    if (!checkpoint)
        return checkpoint.error();
    if (!arguments.witnesses.empty())
        if (auto const enough = check_witnesses(arguments.witnesses, *key, proof->checkpoint); !enough)
            return enough.error();
    return deliver(console, arguments, *text, proof->index, *checkpoint);
}

}  // namespace

void add_log_proof(CLI::App& log, Command& chosen)
{
    CLI::App& command =
        *log.add_subcommand("proof", "Fetch and check the proof that a message is in the log (C2SP tlog-proof).");
    auto arguments = std::make_shared<ProofArguments>();
    add_message_option(command, arguments->message);
    add_identity_option(command, arguments->identity, "its sender or recipient");
    command.add_option("--wait", arguments->wait, "Seconds to wait for the log's witnesses")
        ->check(CLI::Range(0, 3600))
        ->capture_default_str();
    command.add_flag("--durable", arguments->durable, "Do not wait for the witnesses: the newest checkpoint is enough");
    command.add_option("--witnesses", arguments->witnesses,
                       "Your own witness policy (C2SP tlog-policy), whose quorum must be under the proof");
    command.add_option("--out", arguments->out, "Keep the proof in this new file instead of printing it");
    command.add_flag("--json", arguments->json, "Print what the proof shows as JSON");
    on_chosen(command, chosen, [arguments](terminal::Console& console) { return prove(console, *arguments); });
}

}  // namespace micklegate::app
