#include "gateway/deliver/effect.hpp"

#include "gateway/commit/destroyed.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <algorithm>

namespace micklegate::deliver {
namespace {

using commit::Append;
using commit::EntryKind;

constexpr std::ptrdiff_t kMostCorrections = 64;

bool acts_on_earlier(Append const& follower)
{
    return follower.entry.kind == EntryKind::kCorrected || follower.entry.kind == EntryKind::kWithdrawn;
}

Problem corrected_too_often()
{
    return problem(ProblemCode::kWrongState, "The earlier message was corrected as often as can be recorded.",
                   "Withdraw it, and send what is right as a message of its own.");
}

}  // namespace

void follow_with(EntryKind kind, commit::Entry const& earlier, Append& accepted)
{
    Append follower;
    commit::Entry& entry = follower.entry;
    entry.kind = kind;
    entry.agency = accepted.entry.agency;
    entry.recipient = earlier.recipient;
    entry.message = earlier.message;
    entry.followed_by = accepted.entry.message;
    entry.type = earlier.type;
    entry.subjects = earlier.subjects;
    entry.deadline = earlier.deadline;
    entry.acknowledgement = earlier.acknowledgement;
    accepted.followers.push_back(std::move(follower));
}

std::string line_of_effect(Append const& accepted)
{
    auto const at = std::ranges::find_if(accepted.followers, acts_on_earlier);
    return at == accepted.followers.end() ? std::string{} : line_of_message(at->entry.message);
}

Result<void> take_effect(Append& accepted, commit::Ledger const& ledger)
{
    auto const at = std::ranges::find_if(accepted.followers, acts_on_earlier);
    if (at == accepted.followers.end())
        return {};
    auto const steps = timeline(ledger.projections(), at->entry.message);
    if (!steps)
        return steps.error();
    if (at->entry.kind == EntryKind::kCorrected)
        return std::ranges::count(*steps, EntryKind::kCorrected, &Step::kind) < kMostCorrections
                   ? Result<void>{}
                   : corrected_too_often();
    if (taken_back(*steps) != nullptr) {
        accepted.followers.erase(at);
        return {};
    }
    auto const first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first.error();
    if (auto noted = note_wait_ended(at->entry, *first, *steps, ledger); !noted)
        return noted;
    auto const gone = commit::destroyed_by(ledger.projections(), steps->front().index);
    if (!gone)
        return gone.error();
    at->entry.entry = listed_by(*steps);
    if (!*gone)
        at->destroys = {steps->front().index};
    if (ledger.change(steps->front().index))
        at->strikes = {steps->front().index};
    return {};
}

}  // namespace micklegate::deliver
