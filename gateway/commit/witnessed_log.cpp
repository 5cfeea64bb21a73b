#include "gateway/commit/witnessed_log.hpp"

#include "gateway/commit/log_resources.hpp"
#include "gateway/evidence/cosignature.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::commit {
namespace {

using evidence::Note;
using evidence::NoteSignature;

Problem not_ours() { return problem(ProblemCode::kInvalidValue, "That is not a checkpoint of this log."); }

/// The lines under the note that are the policy's witnesses'; all of a witness's own verify, or none is taken.
Result<std::vector<NoteSignature>> vouching_lines(evidence::WitnessPolicy const& policy, Note const& note)
{
    std::vector<NoteSignature> lines;
    for (auto const& witness : policy.witnesses) {
        auto const time = evidence::cosigned_at(note, witness.key);
        if (!time)
            return problem(ProblemCode::kInvalidValue, "The line of the witness " + witness.name + " does not verify.");
        auto const own = [&](NoteSignature const& line) { return line.is_of(witness.key); };
        if (*time)
            lines.push_back(*std::ranges::find_if(note.signatures, own));
    }
    return lines;
}

bool has_quorum(WitnessedLog::Policy const& policy, Note const& note)
{
    if (!policy)
        return false;
    auto const state = evidence::quorum_of(*policy, note);
    return state && state->met;
}

}  // namespace

Result<bool> contains(Ledger const& ledger, evidence::Checkpoint const& checkpoint)
{
    auto const note = ledger.checkpoint();
    if (!note)
        return note.error();
    auto const newest = note->empty() ? Result<evidence::Checkpoint>{evidence::Checkpoint{}} : newest_checkpoint(*note);
    if (!newest)
        return newest.error();
    if (checkpoint.size > newest->size)
        return false;
    auto const root = evidence::root_at(ledger.tile_hashes(), checkpoint.size);
    if (!root)
        return root.error();
    return *root == checkpoint.root;
}

WitnessedLog::WitnessedLog(Ledger const& ledger, evidence::NoteKey log, Ports ports, Clock clock)
    : ledger_{ledger}, log_{std::move(log)}, ports_{std::move(ports)}, clock_{std::move(clock)}
{
}

Result<SignedCheckpoint> WitnessedLog::open(std::string_view text) const
{
    auto note = evidence::parse_note(text);
    if (!note)
        return note.error();
    auto checkpoint = evidence::parse_checkpoint(note->text);
    if (!checkpoint || checkpoint->origin != log_.name || !evidence::verify_note(*note, log_))
        return not_ours();
    std::ranges::stable_partition(note->signatures, [this](NoteSignature const& line) { return line.is_of(log_); });
    return SignedCheckpoint{*std::move(checkpoint), *std::move(note)};
}

Result<SignedCheckpoint> WitnessedLog::newest() const
{
    auto const note = ledger_.checkpoint();
    if (!note)
        return note.error();
    return open(*note);
}

Result<void> WitnessedLog::restore(std::string_view note)
{
    auto kept = open(note);
    if (!kept)
        return kept.error();
    kept_ = *std::move(kept);
    return {};
}

void WitnessedLog::judge_by(Policy policy)
{
    std::lock_guard const keeping{keeping_};
    std::lock_guard const lock{mutex_};
    policy_ = std::move(policy);
    enough_ = kept_ && has_quorum(policy_, kept_->note);
    gathering_ = {};
}

WitnessedLog::Policy WitnessedLog::policy() const
{
    std::lock_guard const lock{mutex_};
    return policy_;
}

Result<Note> WitnessedLog::pending()
{
    {
        std::lock_guard const lock{mutex_};
        if (auto const* const same = gathering_.offer_on(enough_ ? kept_->checkpoint.size : 0, clock_()))
            return same->note;
    }
    auto now = newest();
    if (!now)
        return now.error();
    std::lock_guard const lock{mutex_};
    bool const is_kept = kept_ && kept_->checkpoint.size == now->checkpoint.size;
    return gathering_.offer_newest(is_kept ? *kept_ : *std::move(now), clock_()).note;
}

Result<SignedCheckpoint> WitnessedLog::open_ours(std::string_view text) const
{
    auto given = open(text);
    if (!given)
        return given.error();
    auto const ours = contains(ledger_, given->checkpoint);
    if (!ours)
        return ours.error();
    if (*ours)
        return given;
    ports_.contradicted(std::string{text});
    return problem(ProblemCode::kIntegrity, "The log's key signed that checkpoint, and the log does not contain it.",
                   "Keep it: it proves that the log was changed. Tell the gateway's operator and the auditor.");
}

Result<void> WitnessedLog::compare(std::string_view note) const
{
    auto const ours = open_ours(note);
    return ours ? Result<void>{} : ours.error();
}

Result<WitnessedLog::Taken> WitnessedLog::take(std::string_view text)
{
    auto given = open_ours(text);
    if (!given)
        return given.error();
    std::lock_guard const keeping{keeping_};
    Policy const policy = this->policy();
    if (!policy)
        return problem(ProblemCode::kNotFound, "This log asks for no witnesses.");
    auto lines = vouching_lines(*policy, given->note);
    if (!lines)
        return lines.error();
    given->note.signatures.resize(1);
    std::ranges::move(*lines, std::back_inserter(given->note.signatures));
    Taken taken{given->checkpoint, {}};
    auto state = gather(*std::move(given), *policy);
    if (!state)
        return state.error();
    auto const kept = state->met ? keep(taken.checkpoint.size) : Result<void>{};
    std::lock_guard const lock{mutex_};
    gathering_.forget_old();
    if (!kept)
        return kept.error();
    taken.cosigned = std::move(state->cosigned);
    return taken;
}

Result<evidence::QuorumState> WitnessedLog::gather(SignedCheckpoint found, evidence::WitnessPolicy const& policy)
{
    std::lock_guard const lock{mutex_};
    return gathering_.add(std::move(found), policy);
}

void WitnessedLog::is_ahead(std::string const& witness, std::uint64_t size)
{
    auto const now = newest();
    if (!now || size > now->checkpoint.size)
        return;
    std::lock_guard const lock{mutex_};
    if (policy_)
        gathering_.is_ahead(witness, size, *policy_);
}

Result<void> WitnessedLog::settle()
{
    std::lock_guard const keeping{keeping_};
    std::optional<std::uint64_t> size;
    {
        std::lock_guard const lock{mutex_};
        if (auto const* const pending = gathering_.offered())
            size = pending->checkpoint.size;
    }
    return size ? keep(*size) : Result<void>{};
}

/// The caller holds keeping_. Nobody is told of it before it is kept.
Result<void> WitnessedLog::keep(std::uint64_t size)
{
    std::optional<SignedCheckpoint> found;
    {
        std::lock_guard const lock{mutex_};
        bool const is_newer = !kept_ || size > kept_->checkpoint.size || (size == kept_->checkpoint.size && !enough_);
        auto const* const there = gathering_.of_size(size);
        if (is_newer && there != nullptr && has_quorum(policy_, there->note))
            found = *there;
    }
    if (!found)
        return {};
    if (auto const kept = ports_.keep(evidence::note_text(found->note)); !kept)
        return kept.error();
    std::lock_guard const lock{mutex_};
    kept_ = std::move(found);
    enough_ = true;
    return {};
}

std::optional<std::string> WitnessedLog::witnessed() const
{
    std::lock_guard const lock{mutex_};
    return enough_ ? std::optional{evidence::note_text(kept_->note)} : std::nullopt;
}

std::uint64_t WitnessedLog::witnessed_size() const
{
    std::lock_guard const lock{mutex_};
    return enough_ ? kept_->checkpoint.size : 0;
}

std::vector<std::string> WitnessedLog::missing() const
{
    Policy policy;
    Note note;
    {
        std::lock_guard const lock{mutex_};
        policy = policy_;
        if (auto const* const pending = gathering_.offered())
            note = pending->note;
    }
    auto state = policy ? evidence::quorum_of(*policy, note) : Result<evidence::QuorumState>{evidence::QuorumState{}};
    return state ? std::move(state->missing) : std::vector<std::string>{};
}

std::string WitnessedLog::with_cosignatures(std::string text) const
{
    auto const note = evidence::parse_note(text);
    if (!note)
        return text;
    std::lock_guard const lock{mutex_};
    if (kept_ && kept_->note.text == note->text)
        return evidence::note_text(kept_->note);
    auto const* const there = gathering_.with_text(note->text);
    return there != nullptr ? evidence::note_text(there->note) : text;
}

}  // namespace micklegate::commit
