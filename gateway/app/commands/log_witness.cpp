// micklegate log witness: an agency vouches that the log only grows, by being asked or by asking.
#include "gateway/app/commands/identity_option.hpp"
#include "gateway/app/commands/log_subcommands.hpp"
#include "gateway/app/gateway_source.hpp"
#include "gateway/app/log_sources.hpp"
#include "gateway/app/process.hpp"
#include "gateway/app/server_log.hpp"
#include "gateway/evidence/lines.hpp"
#include "gateway/witness/pull.hpp"
#include "gateway/witness/server.hpp"

namespace micklegate::app {
namespace {

using witness::Pulled;
using witness::Witness;

constexpr std::uint16_t kUsualPort = 7380;

struct Options {
    IdentityOption identity;
    std::string state;
    std::vector<std::string> logs;
    Endpoint listen{"127.0.0.1", kUsualPort};
    bool v1 = false;
    long every = 0;  ///< seconds; 0: once
    bool json = false;
};

Result<Endpoint> listen_address(std::string_view text)
{
    std::size_t const colon = std::min(text.rfind(':'), text.size());
    std::string_view host = text.substr(0, colon);
    bool const bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    bool const sound = is_ip_address(host) && bracketed == (host.find(':') != std::string_view::npos);
    auto const port = evidence::parse_decimal(text.substr(std::min(colon + 1, text.size())));
    if (!sound || !port || *port > UINT16_MAX)
        return problem(ProblemCode::kInvalidValue, "That is not an IP address and a port.",
                       "Write it like 127.0.0.1:7380 or [::1]:7380; port 0 lets the system choose.");
    return Endpoint{std::string{host}, static_cast<std::uint16_t>(*port)};
}

Result<std::vector<evidence::NoteKey>> witnessed_logs(Options const& options, gateway_client::Identity const& identity)
{
    std::vector<evidence::NoteKey> keys;
    for (std::string const& file : options.logs) {
        auto key = read_log_key(file);
        if (!key)
            return key.error();
        keys.push_back(*std::move(key));
    }
    if (keys.empty()) {
        auto key = evidence::parse_vkey(identity.log);
        if (!key)
            return key.error();
        keys.push_back(*std::move(key));
    }
    return keys;
}

Result<Witness> open_witness(Options const& options, gateway_client::Identity const& identity)
{
    auto logs = witnessed_logs(options, identity);
    if (!logs)
        return logs.error();
    auto state = witness::StateFolder::open(options.state);
    if (!state)
        return state.error();
    auto const edition = options.v1 ? witness::Edition::kV1 : witness::Edition::kMain;
    Witness opened{{identity.agency, identity.signing, *std::move(logs), edition, system_now}, *std::move(state)};
    if (auto const sound = opened.check(); !sound)
        return sound.error();
    return opened;
}

Outcome show_key(terminal::Console& console, Options const& options)
{
    auto const identity = gateway_client::load_identity(options.identity.folder);
    if (!identity)
        return identity.error();
    std::string const key = evidence::vkey_text(witness::witness_key(identity->agency, identity->signing.verify_key()));
    if (options.json)
        console.print_json({{"witness", key}});
    else
        console.print(key);
    return kDone;
}

void announce(terminal::Console& console, Options const& options, Witness const& witness, std::uint16_t port)
{
    std::string const key = evidence::vkey_text(witness.key());
    bool const six = options.listen.host.find(':') != std::string::npos;
    if (options.json)
        console.print_json({{"ready", true}, {"address", options.listen.host}, {"port", port}, {"witness", key}});
    else
        console.print("Witnessing as " + key + " on http://" + (six ? "[" : "") + options.listen.host +
                      (six ? "]" : "") + ":" + std::to_string(port));
    // Whoever started this waits for the line, often through a pipe.
    console.flush();
}

Outcome serve(terminal::Console& console, Options const& options)
{
    Signals const signals;
    keep_memory_private();
    auto const identity = gateway_client::load_identity(options.identity.folder);
    if (!identity)
        return identity.error();
    auto const opened = open_witness(options, *identity);
    if (!opened)
        return opened.error();
    receive::PlainServer server{{options.listen.host, options.listen.port, 1, witness::witness_limits()},
                                witness::witness_routes(*opened),
                                server_log()};
    if (auto const started = server.start(); !started)
        return started.error();
    announce(console, options, *opened, server.port());
    while (!signals.wait_for_stop(std::chrono::seconds{60})) {
    }
    return server.stop() ? kDone : kFailed;
}

void report(terminal::Console& console, Options const& options, Pulled const& pulled, Witness const& witness)
{
    std::string const size = std::to_string(pulled.seen.size);
    if (options.json) {
        boost::json::object out{{"origin", pulled.seen.origin},
                                {"size", pulled.seen.size},
                                {"root", base64(pulled.seen.root)},
                                {"witness", evidence::vkey_text(witness.key())}};
        if (pulled.before)
            out["before"] = pulled.before->size;
        console.print_json(out);
    } else if (pulled.before) {
        console.print("Cosigned the log " + pulled.seen.origin + " at " + size + " entries; it contains the " +
                      std::to_string(pulled.before->size) + " cosigned before.");
    } else {
        console.print("Cosigned the log " + pulled.seen.origin + " at " + size +
                      " entries, the first time that this state folder holds it.");
    }
    console.flush();
}

/// One round: under suspicion the gateway is handed what the witness holds all the same, so that it can know itself.
Result<void> pull_once(terminal::Console& console, Options const& options, Witness const& witness,
                       evidence::NoteKey const& log, GatewaySource& source)
{
    auto const pulled = witness::pull(witness, log, source);
    if (!pulled)
        return pulled.error();
    auto const handed_in = source.session().post_text("/v1/log/cosignatures", pulled->note);
    if (pulled->suspicion) {
        // A gateway that finds the same says so.
        bool const shown = handed_in || handed_in.error().code == ProblemCode::kIntegrity;
        Problem suspicion = *pulled->suspicion;
        suspicion.next += shown ? " The gateway was shown what is held." : " The gateway would not be shown it.";
        return suspicion;
    }
    report(console, options, *pulled, witness);
    if (handed_in)
        return {};
    Problem kept = handed_in.error();
    kept.detail = "The cosignature was not handed in: " + kept.detail;
    return kept;
}

/// What a witness is there to find. Whatever else stands in its way may be mended while it goes on asking.
bool is_suspicion(Problem const& problem) { return problem.code == ProblemCode::kIntegrity; }

Outcome pull(terminal::Console& console, Options const& options)
{
    Signals const signals;
    auto session = options.identity.connect();
    if (!session)
        return session.error();
    GatewaySource source{*std::move(session)};
    auto const opened = open_witness(options, source.session().identity());
    auto const log = evidence::parse_vkey(source.session().identity().log);
    if (!opened || !log)
        return opened ? log.error() : opened.error();
    bool lost = false;
    for (;;) {
        auto const done = pull_once(console, options, *opened, *log, source);
        if (!done && (options.every == 0 || is_suspicion(done.error())))
            return done.error();
        if (!done && !lost)
            console.complain(done.error());
        if (done && lost)
            console.announce("The gateway answers again.");
        lost = !done;
        if (options.every == 0 || signals.wait_for_stop(std::chrono::seconds{options.every}))
            return lost ? kFailed : kDone;
    }
}

using Action = Outcome (*)(terminal::Console&, Options const&);

CLI::App& add_action(CLI::App& witness, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                     char const* name, char const* about)
{
    CLI::App& added = *witness.add_subcommand(name, about);
    added.add_flag("--json", options->json, "Print JSON");
    on_chosen(added, chosen, [options, action](terminal::Console& console) { return action(console, *options); });
    return added;
}

void add_own_identity(CLI::App& app, Options& options)
{
    app.add_option("--as", options.identity.folder, "Identity bundle of the agency that witnesses")->required();
}

void add_state(CLI::App& app, Options& options)
{
    app.add_option("--state", options.state,
                   "Folder in which the witness remembers what it cosigned; keep it, and put no older copy back")
        ->required();
}

void add_serve_options(CLI::App& serve, Options& options)
{
    add_own_identity(serve, options);
    add_state(serve, options);
    serve.add_option("--log", options.logs,
                     "File with the verifier key of a log; may be given several times; else the "
                     "identity's log");
    add_readable(serve, "--listen", options.listen, listen_address,
                 "Address and port; default: 127.0.0.1:" + std::to_string(kUsualPort));
    serve.add_flag("--v1", options.v1, "Answer another root at the same size with 409, as tlog-witness v1.0.0 does");
}

}  // namespace

void add_log_witness(CLI::App& log, Command& chosen)
{
    CLI::App& witness = *log.add_subcommand("witness", "Vouch for the log: check that it only grows, and cosign it.");
    witness.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    add_own_identity(add_action(witness, chosen, options, show_key, "key", "Print the verifier key of this witness."),
                     *options);
    add_serve_options(add_action(witness, chosen, options, serve, "serve",
                                 "Take checkpoints and answer with cosignatures until told to stop (C2SP "
                                 "tlog-witness)."),
                      *options);
    CLI::App& pulled =
        add_action(witness, chosen, options, pull, "pull",
                   "Fetch the gateway's checkpoint, check it against what was cosigned, cosign it and hand it in.");
    add_identity_option(pulled, options->identity, "the agency that witnesses");
    add_state(pulled, *options);
    pulled.add_option("--every", options->every, "Do so every so many seconds, until interrupted")
        ->check(CLI::Range(1L, 86'400L));
}

}  // namespace micklegate::app
