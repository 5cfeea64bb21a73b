#include "gateway/commit/gathering.hpp"

#include <algorithm>
#include <set>

namespace micklegate::commit {
namespace {

using evidence::Note;
using evidence::NoteSignature;

constexpr std::size_t kMostGathered = 16;  ///< witnesses that come later sign the offered one

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

}  // namespace

SignedCheckpoint const* Gathering::offered() const { return offered_ ? of_size(*offered_) : nullptr; }

SignedCheckpoint const* Gathering::offer_on(std::uint64_t witnessed, Moment now)
{
    if (!offered_ || *offered_ <= witnessed || !is_begun(gathered_.at(*offered_).note))
        return nullptr;
    if (!overtaken_ && !is_stalled(now))
        return offered();
    auto const further = largest_begun();
    if (!further)
        return nullptr;
    offer(*further, now);
    return offered();
}

SignedCheckpoint const& Gathering::offer_newest(SignedCheckpoint newest, Moment now)
{
    std::uint64_t const size = newest.checkpoint.size;
    if (!offered_ || size > *offered_) {
        if (offered_ && !is_begun(gathered_.at(*offered_).note))
            gathered_.erase(*offered_);
        gathered_.try_emplace(size, std::move(newest));
        offer(size, now);
    }
    return gathered_.at(*offered_);
}

Result<evidence::QuorumState> Gathering::add(SignedCheckpoint found, evidence::WitnessPolicy const& policy)
{
    std::uint64_t const size = found.checkpoint.size;
    auto lines = found.note.signatures;
    SignedCheckpoint& there = gathered_.try_emplace(size, std::move(found)).first->second;
    add_lines(there.note, std::move(lines));
    auto state = evidence::quorum_of(policy, there.note);
    if (!state)
        return state;
    for (std::string const& witness : state->cosigned)
        furthest_[witness] = std::max(furthest_[witness], size);
    overtaken_ = offered_ && (overtaken_ || is_overtaken(policy));
    return state;
}

void Gathering::is_ahead(std::string const& witness, std::uint64_t size, evidence::WitnessPolicy const& policy)
{
    furthest_[witness] = std::max(furthest_[witness], size);
    overtaken_ = offered_ && (overtaken_ || is_overtaken(policy));
}

SignedCheckpoint const* Gathering::of_size(std::uint64_t size) const
{
    auto const at = gathered_.find(size);
    return at == gathered_.end() ? nullptr : &at->second;
}

SignedCheckpoint const* Gathering::with_text(std::string_view text) const
{
    auto const at = std::ranges::find_if(gathered_, [&](auto const& there) { return there.second.note.text == text; });
    return at == gathered_.end() ? nullptr : &at->second;
}

void Gathering::forget_old()
{
    for (auto at = gathered_.begin(); gathered_.size() > kMostGathered && at != gathered_.end();)
        at = at->first == offered_ ? std::next(at) : gathered_.erase(at);
}

/// Of those that are not ahead one may never come; waiting for it would hold up the others.
bool Gathering::is_stalled(Moment now) const
{
    bool const some_are_ahead =
        std::ranges::any_of(furthest_, [this](auto const& witness) { return witness.second > *offered_; });
    // A clock that was set back must not make it longer.
    auto const waited = now - since_;
    auto const patience = largest_begun() ? kPatience : kLongPatience;
    return some_are_ahead && (waited >= patience || waited < waited.zero());
}

/// Further than the offered one: the lines under it need not be asked for again.
std::optional<std::uint64_t> Gathering::largest_begun() const
{
    auto const is_further = [this](auto const& there) {
        return there.first > *offered_ && is_begun(there.second.note);
    };
    auto const at = std::find_if(gathered_.rbegin(), gathered_.rend(), is_further);
    return at == gathered_.rend() ? std::nullopt : std::optional{at->first};
}

/// One witness that runs ahead of the others must not keep them from their quorum.
bool Gathering::is_overtaken(evidence::WitnessPolicy const& policy) const
{
    Note const& note = gathered_.at(*offered_).note;
    std::set<std::string, std::less<>> able;
    for (auto const& witness : policy.witnesses) {
        auto const at = furthest_.find(witness.name);
        bool const is_ahead = at != furthest_.end() && at->second > *offered_;
        auto const own = [&](NoteSignature const& line) { return line.is_of(witness.key); };
        if (!is_ahead || std::ranges::any_of(note.signatures, own))
            able.insert(witness.name);
    }
    return !evidence::is_quorum(policy, std::move(able));
}

void Gathering::offer(std::uint64_t size, Moment now)
{
    offered_ = size;
    since_ = now;
    overtaken_ = false;
}

}  // namespace micklegate::commit
