#include "gateway/witness/pull.hpp"

#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/evidence/served_log.hpp"

namespace micklegate::witness {
namespace {

/// The state may move under us where another process cosigns too; a log that makes it move for ever is left.
constexpr int kMostRounds = 3;

struct Seen {
    std::string note;
    Checkpoint checkpoint;
};

Result<Seen> fetch(evidence::LogSource& source, std::string const& path, evidence::NoteKey const& log)
{
    auto const bytes = source.fetch(path);
    if (!bytes)
        return bytes.error();
    std::string note{as_text(*bytes)};
    auto checkpoint = evidence::open_checkpoint(note, log);
    if (!checkpoint)
        return checkpoint.error();
    return Seen{std::move(note), *std::move(checkpoint)};
}

/// Witnesses that come at different times can make a quorum only where they sign the same checkpoint, so the one that
/// waits for them goes first; of the log's newest alone can be said that it is behind.
Result<Seen> fetch_next(evidence::LogSource& source, evidence::NoteKey const& log, std::uint64_t held_size)
{
    auto pending = fetch(source, "pending", log);
    bool const none = !pending && pending.error().code == ProblemCode::kNotFound;
    bool const passed = pending && pending->checkpoint.size < held_size;
    return none || passed ? fetch(source, "checkpoint", log) : pending;
}

std::string entries(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " entry" : " entries"); }

/// What was seen, in one sentence; empty where nothing speaks against the log yet.
std::string suspicion_of(Checkpoint const& seen, std::optional<Checkpoint> const& held)
{
    if (!held)
        return {};
    if (seen.size < held->size)
        return "The gateway shows a log of " + entries(seen.size) + ", and this witness has cosigned it with " +
               entries(held->size) + ".";
    if (is_fork(seen, *held))
        return "The gateway shows another log of " + entries(seen.size) + " than the one this witness has cosigned.";
    return {};
}

std::string unproven(Checkpoint const& seen, Checkpoint const& held)
{
    return "The gateway's log of " + entries(seen.size) + " does not contain the " + entries(held.size) +
           " that this witness has cosigned, or cannot show that it does.";
}

Result<Pulled> suspect(Witness const& witness, Seen const& seen, Held const& held, std::string what)
{
    auto const kept = witness.state().keep_evidence(
        {seen.checkpoint.origin, is_fork(seen.checkpoint, held.checkpoint), held.note, seen.note});
    if (!kept)
        return kept.error();
    std::string const where = *kept ? "Both signed notes are in " + (*kept)->string() + "; show"
                                    : "The state folder holds as much evidence as it takes; show";
    return Pulled{seen.checkpoint, held.checkpoint, held.note,
                  problem(ProblemCode::kIntegrity, std::move(what),
                          where + " them to the other agencies, and ask the operator whether an old backup was "
                                  "restored.")};
}

/// The request that the log itself would send; nothing where its tiles do not lead from what is held to what is seen.
Result<std::optional<std::string>> submission(evidence::LogSource& source, Seen const& seen, std::uint64_t old_size)
{
    evidence::ServedLog const tiles{source, seen.checkpoint.size};
    auto proof = evidence::consistency_proof(tiles, old_size, seen.checkpoint.size);
    if (!proof && proof.error().code == ProblemCode::kIntegrity)
        return std::optional<std::string>{};
    if (!proof)
        return proof.error();
    return std::optional{evidence::add_checkpoint_text({old_size, *std::move(proof), seen.note})};
}

}  // namespace

Result<Pulled> pull(Witness const& witness, evidence::NoteKey const& log, evidence::LogSource& source)
{
    for (int round = 0; round < kMostRounds; ++round) {
        // Before the checkpoint is fetched: an honest log is never behind what was held by then.
        auto const held = witness.held(log.name);
        if (!held)
            return held.error();
        auto const before = *held ? std::optional{(*held)->checkpoint} : std::nullopt;
        auto const seen = fetch_next(source, log, before ? before->size : 0);
        if (!seen)
            return seen.error();
        if (std::string what = suspicion_of(seen->checkpoint, before); !what.empty())
            return suspect(witness, *seen, **held, std::move(what));
        auto const request = submission(source, *seen, before ? before->size : 0);
        if (!request)
            return request.error();
        auto const status = *request ? witness.add_checkpoint(**request).status : 422;
        if (status == 409)
            continue;
        if (status == 422 && *held)
            return suspect(witness, *seen, **held, unproven(seen->checkpoint, *before));
        if (status == 422)
            return problem(ProblemCode::kIntegrity, "The gateway shows an empty log under a root that nothing has.",
                           "Ask the operator; nothing was cosigned.");
        auto const now = witness.held(log.name);
        if (status != 200 || !now || !*now)
            return problem(ProblemCode::kUnavailable, "The witness could not remember what it was to cosign.",
                           "Check that its state folder can be written.");
        return Pulled{seen->checkpoint, before, (*now)->note, {}};
    }
    return problem(ProblemCode::kUnavailable, "What the witness holds moved while the log was judged, again and again.",
                   "Run one witness at a time on a state folder.");
}

}  // namespace micklegate::witness
