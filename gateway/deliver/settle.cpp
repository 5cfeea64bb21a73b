#include "gateway/deliver/settle.hpp"

#include "gateway/commit/seen_events.hpp"
#include "gateway/commit/who_and_why.hpp"
#include "gateway/deliver/effect.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/deliver/settled.hpp"
#include "gateway/model/hold_codes.hpp"

#include <algorithm>
#include <iterator>

namespace micklegate::deliver {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

/// A settlement with the person and the reason as the log names them.
struct Settling {
    Settlement what;
    commit::MarkedActor actor;
    commit::PrivateText reason;
};

Problem settled_otherwise(EntryKind last)
{
    return problem(ProblemCode::kWrongState, "The message is " + std::string{name_of(last)} + " already.",
                   "Its timeline says when and by whom; nothing more can be decided about it.");
}

Problem sent_anew()
{
    return problem(ProblemCode::kWrongState, "The sender has sent this event again, so this one counts no more.",
                   "Decide about the newer message, if it is held too.");
}

Problem unread()
{
    return problem(ProblemCode::kWrongState,
                   "Who releases a message must have opened it, under the same name and role.",
                   "Open it first: micklegate inbox open MESSAGE --by \"Name, role\"");
}

/// A repeat means the same only if it sends the message to the same agency.
Result<Receipt> first_answer(commit::Ledger const& ledger, Step const& step, Settlement const& what)
{
    auto receipt = commit::stored_receipt(ledger, step.index);
    if (!receipt)
        return receipt;
    bool const same = what.kind == EntryKind::kReturned ? what.code.empty() || what.code == receipt->entry.code
                                                        : !what.to || what.to->get() == receipt->entry.recipient;
    return same ? receipt : Result<Receipt>{settled_otherwise(step.kind)};
}

std::string return_code(Settlement const& what, commit::Entry const& held)
{
    HoldCode const* const hold = hold_code(held.code);
    return !what.code.empty() || hold == nullptr ? what.code : std::string{hold->return_code};
}

Append record_of(Settling& settling, commit::Entry const& held)
{
    Settlement& what = settling.what;
    Append append;
    commit::Entry& entry = append.entry;
    entry.kind = what.kind;
    entry.agency = what.desk.get();
    entry.message = what.message;
    entry.type = held.type;
    entry.subjects = held.subjects;
    commit::name_actor(append, std::move(settling.actor));
    commit::give_reason(append, std::move(settling.reason));
    if (what.kind == EntryKind::kReturned) {
        append.may_use_reserve = true;
        entry.recipient = held.agency;
        entry.code = return_code(what, held);
        entry.event = held.event;
        return append;
    }
    commit::Entry& accepted = what.accepted->entry;
    accepted.event = held.event;
    accepted.released_from = held.message;
    entry.recipient = accepted.recipient;
    entry.code = held.code;
    entry.released_as = accepted.message;
    std::vector<Append> followers = std::move(what.accepted->followers);
    append.followers.push_back(*std::move(what.accepted));
    std::ranges::move(followers, std::back_inserter(append.followers));
    return append;
}

Proposal propose(commit::Ledger const& ledger, Settling& settling)
{
    Settlement& what = settling.what;
    auto const steps = timeline(ledger.projections(), what.message);
    if (!steps || steps->empty())
        return Result<Receipt>{steps ? no_such_message() : steps.error()};
    auto const held = commit::stored_receipt(ledger, steps->front().index);
    if (!held)
        return held;
    if (held->entry.kind != EntryKind::kHeld || held->entry.recipient != what.desk.get())
        return Result<Receipt>{no_such_message()};
    if (auto const* const before = step_of(*steps, what.kind, settling.actor.mark.pseudonym))
        return first_answer(ledger, *before, what);
    if (EntryKind const state = state_of(*steps); ends(state) || taken_back(*steps) != nullptr)
        return Result<Receipt>{settled_otherwise(state)};
    auto const open = waits(ledger.projections(), held->index, held->entry);
    if (!open || !*open)
        return Result<Receipt>{open ? sent_anew() : open.error()};
    if (what.kind == EntryKind::kReleased &&
        step_of(*steps, EntryKind::kOpened, settling.actor.mark.pseudonym) == nullptr)
        return Result<Receipt>{unread()};
    if (what.kind == EntryKind::kReleased && !what.accepted)
        return Result<Receipt>{problem(ProblemCode::kInternal, "A release came without what it releases.")};
    if (what.kind == EntryKind::kReleased)
        if (auto const taken = take_effect(*what.accepted, ledger); !taken)
            return Result<Receipt>{taken.error()};
    Append append = record_of(settling, held->entry);
    if (auto const noted = note_settled(append.entry, *held, ledger); !noted)
        return Result<Receipt>{noted.error()};
    return append;
}

}  // namespace

commit::Intent settle(Settlement what, commit::Entry const& held, crypto::SiteKeys const& keys)
{
    std::size_t const bytes = sizeof(Settling) + what.by_person.size() + what.reason.size() +
                              (what.accepted ? what.accepted->sealed.size() : 0);
    Settling settling{{}, commit::mark_actor(keys, what.desk, what.by_person), commit::keep_private(keys, what.reason)};
    settling.what = std::move(what);
    std::string also = settling.what.accepted ? line_of_effect(*settling.what.accepted) : std::string{};
    return {
        commit::line_of(held.event.value_or(commit::EventMark{})), bytes,
        [settling = std::move(settling)](commit::Ledger const& ledger) mutable { return propose(ledger, settling); },
        false, std::move(also)};
}

}  // namespace micklegate::deliver
