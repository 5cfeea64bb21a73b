#include "gateway/commit/witnessed_log.hpp"

#include "gateway/commit/log_resources.hpp"
#include "gateway/evidence/cosignature.hpp"

#include <algorithm>

namespace micklegate::commit {
namespace {

using evidence::Note;
using evidence::NoteSignature;

constexpr std::size_t kMostGathered = 16;  ///< checkpoints; witnesses that come later sign the pending one

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

/// A witness's first line stays.
void add_lines(Note& note, std::vector<NoteSignature> lines)
{
    for (NoteSignature& line : lines) {
        auto const same = [&](NoteSignature const& there) { return there.id == line.id && there.name == line.name; };
        if (std::ranges::none_of(note.signatures, same))
            note.signatures.push_back(std::move(line));
    }
}

/// Somebody else's line stands under our own.
bool is_begun(Note const& note) { return note.signatures.size() > 1; }

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

Result<WitnessedLog::Signed> WitnessedLog::open(std::string_view text) const
{
    auto note = evidence::parse_note(text);
    if (!note)
        return note.error();
    auto checkpoint = evidence::parse_checkpoint(note->text);
    if (!checkpoint || checkpoint->origin != log_.name || !evidence::verify_note(*note, log_))
        return not_ours();
    std::ranges::stable_partition(note->signatures, [this](NoteSignature const& line) { return line.is_of(log_); });
    return Signed{*std::move(checkpoint), *std::move(note)};
}

Result<WitnessedLog::Signed> WitnessedLog::newest() const
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
    gathered_.clear();
    furthest_.clear();
    pending_.reset();
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
        if (is_gathering()) {
            bool const moves = overtaken_ || has_waited();
            auto const further = moves ? largest_begun() : pending_;
            if (moves && further)
                offer(*further);
            if (further)
                return gathered_.at(*further).note;
        }
    }
    auto now = newest();
    if (!now)
        return now.error();
    std::uint64_t const size = now->checkpoint.size;
    std::lock_guard const lock{mutex_};
    if (!pending_ || size > *pending_) {
        if (pending_ && !is_begun(gathered_.at(*pending_).note))
            gathered_.erase(*pending_);
        gathered_.try_emplace(size, kept_ && kept_->checkpoint.size == size ? *kept_ : *std::move(now));
        offer(size);
    }
    return gathered_.at(*pending_).note;
}

/// The caller holds mutex_.
bool WitnessedLog::is_gathering() const
{
    bool const is_witnessed = pending_ && enough_ && kept_->checkpoint.size >= *pending_;
    return pending_ && is_begun(gathered_.at(*pending_).note) && !is_witnessed;
}

/// The caller holds mutex_. Of those that are not ahead one may never come; waiting for it would hold up the others.
bool WitnessedLog::has_waited() const
{
    bool const some_are_ahead =
        std::ranges::any_of(furthest_, [this](auto const& witness) { return witness.second > *pending_; });
    // A clock that was set back must not make it longer.
    auto const waited = clock_() - pending_since_;
    return some_are_ahead && (waited >= kPatience || waited < waited.zero());
}

/// The caller holds mutex_. Further than the pending one: the lines under it need not be asked for again.
std::optional<std::uint64_t> WitnessedLog::largest_begun() const
{
    auto const is_further = [this](auto const& there) {
        return there.first > *pending_ && is_begun(there.second.note);
    };
    auto const at = std::find_if(gathered_.rbegin(), gathered_.rend(), is_further);
    return at == gathered_.rend() ? std::nullopt : std::optional{at->first};
}

/// The caller holds mutex_.
void WitnessedLog::offer(std::uint64_t size)
{
    pending_ = size;
    pending_since_ = clock_();
    overtaken_ = false;
}

Result<WitnessedLog::Signed> WitnessedLog::open_ours(std::string_view text) const
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
    std::erase_if(given->note.signatures, [this](NoteSignature const& line) { return !line.is_of(log_); });
    given->note.signatures.resize(1);
    add_lines(given->note, *std::move(lines));
    Taken taken{given->checkpoint, {}};
    auto state = add(*std::move(given), policy);
    if (!state)
        return state.error();
    auto const kept = state->met ? keep(taken.checkpoint.size) : Result<void>{};
    forget_old();
    if (!kept)
        return kept.error();
    taken.cosigned = std::move(state->cosigned);
    return taken;
}

Result<evidence::QuorumState> WitnessedLog::add(Signed found, Policy const& policy)
{
    std::lock_guard const lock{mutex_};
    std::uint64_t const size = found.checkpoint.size;
    Signed& there = gathered_.try_emplace(size, found).first->second;
    add_lines(there.note, std::move(found.note.signatures));
    auto state = evidence::quorum_of(*policy, there.note);
    if (!state)
        return state;
    for (std::string const& witness : state->cosigned)
        furthest_[witness] = std::max(furthest_[witness], size);
    overtaken_ = pending_ && (overtaken_ || is_overtaken(*policy));
    return state;
}

/// The caller holds mutex_. One witness that runs ahead of the others must not keep them from their quorum.
bool WitnessedLog::is_overtaken(evidence::WitnessPolicy const& policy) const
{
    Note const& note = gathered_.at(*pending_).note;
    std::set<std::string, std::less<>> able;
    for (auto const& witness : policy.witnesses) {
        auto const at = furthest_.find(witness.name);
        bool const is_ahead = at != furthest_.end() && at->second > *pending_;
        auto const own = [&](NoteSignature const& line) { return line.is_of(witness.key); };
        if (!is_ahead || std::ranges::any_of(note.signatures, own))
            able.insert(witness.name);
    }
    return !evidence::is_quorum(policy, std::move(able));
}

void WitnessedLog::is_ahead(std::string const& witness, std::uint64_t size)
{
    auto const now = newest();
    if (!now || size > now->checkpoint.size)
        return;
    std::lock_guard const lock{mutex_};
    furthest_[witness] = std::max(furthest_[witness], size);
    overtaken_ = pending_ && policy_ && (overtaken_ || is_overtaken(*policy_));
}

Result<void> WitnessedLog::settle()
{
    std::lock_guard const keeping{keeping_};
    std::optional<std::uint64_t> size;
    {
        std::lock_guard const lock{mutex_};
        size = pending_;
    }
    return size ? keep(*size) : Result<void>{};
}

/// The caller holds keeping_. Nobody is told of it before it is kept.
Result<void> WitnessedLog::keep(std::uint64_t size)
{
    std::optional<Signed> found;
    {
        std::lock_guard const lock{mutex_};
        bool const is_newer = !kept_ || size > kept_->checkpoint.size || (size == kept_->checkpoint.size && !enough_);
        auto const at = gathered_.find(size);
        if (is_newer && at != gathered_.end() && has_quorum(policy_, at->second.note))
            found = at->second;
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

/// The smallest go first, but for the pending one.
void WitnessedLog::forget_old()
{
    std::lock_guard const lock{mutex_};
    for (auto at = gathered_.begin(); gathered_.size() > kMostGathered && at != gathered_.end();)
        at = at->first == pending_ ? std::next(at) : gathered_.erase(at);
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
        if (pending_)
            note = gathered_.at(*pending_).note;
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
    for (auto const& [size, there] : gathered_)
        if (there.note.text == note->text)
            return evidence::note_text(there.note);
    return text;
}

}  // namespace micklegate::commit
