#include "gateway/deliver/recall.hpp"

#include "gateway/commit/destroyed.hpp"
#include "gateway/commit/seen_events.hpp"
#include "gateway/commit/who_and_why.hpp"
#include "gateway/deliver/breach.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"

namespace micklegate::deliver {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

/// A recall with the person and the reason as the log names them.
struct Recalling {
    Recall what;
    std::string message;
    commit::MarkedActor actor;
    commit::PrivateText reason;
};

Problem cannot_be_recalled(EntryKind state)
{
    return problem(ProblemCode::kWrongState, "The message is " + std::string{name_of(state)} + " already.",
                   "Its timeline says when and by whom, and what became of it.");
}

std::optional<Problem> impossible_time(Recall const& what, Moment sent)
{
    if (!what.aware_at || (sent <= *what.aware_at && *what.aware_at <= what.now))
        return std::nullopt;
    return field_problem(ProblemCode::kInvalidValue, "/aware_at",
                         "must be neither before the message was sent nor in the future");
}

bool starts_clock(Recall const& what, commit::Entry const& first, std::vector<Step> const& steps)
{
    return what.breach || (what.code == "wrong_recipient" && first.kind == EntryKind::kAccepted &&
                           reached(furthest(steps)) >= Reached::kDelivered);
}

/// The recall that stands already; null where there is none.
Step const* recalled_by(std::vector<Step> const& steps)
{
    Step const* const back = taken_back(steps);
    return back == nullptr || back->kind == EntryKind::kWithdrawn ? nullptr : back;
}

Append record_of(Recalling& recalling, Receipt const& first, std::vector<Step> const& steps)
{
    Recall const& what = recalling.what;
    Append append;
    append.may_use_reserve = true;
    commit::Entry& entry = append.entry;
    entry.kind = has(steps, EntryKind::kOpened) ? EntryKind::kRecallRequested : EntryKind::kRecalled;
    entry.agency = what.by_agency.get();
    entry.recipient = first.entry.recipient;
    entry.message = recalling.message;
    entry.type = first.entry.type;
    entry.subjects = first.entry.subjects;
    entry.code = what.code;
    entry.deadline = first.entry.deadline;
    entry.acknowledgement = first.entry.acknowledgement;
    entry.entry = listed_by(steps);
    if (first.entry.kind == EntryKind::kHeld)
        entry.event = first.entry.event;
    if (starts_clock(what, first.entry, steps))
        entry.notify_by = what.aware_at.value_or(what.now) + kNotifyWithin;
    commit::name_actor(append, std::move(recalling.actor));
    commit::give_reason(append, std::move(recalling.reason));
    return append;
}

Proposal propose(commit::Ledger const& ledger, Recalling& recalling)
{
    auto const steps = timeline(ledger.projections(), recalling.message);
    if (!steps || steps->empty())
        return Result<Receipt>{steps ? no_such_message() : steps.error()};
    auto const first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first;
    if (Step const* const before = recalled_by(*steps)) {
        auto receipt = commit::stored_receipt(ledger, before->index);
        bool const same = before->person == recalling.actor.mark.pseudonym;
        if (!receipt || (same && receipt->entry.code == recalling.what.code))
            return receipt;
        return Result<Receipt>{cannot_be_recalled(before->kind)};
    }
    if (first->entry.kind == EntryKind::kHeld && ends(furthest(*steps)))
        return Result<Receipt>{cannot_be_recalled(furthest(*steps))};
    if (auto fault = impossible_time(recalling.what, first->entry.time))
        return Result<Receipt>{*std::move(fault)};
    auto const gone = commit::destroyed_by(ledger.projections(), first->index);
    if (!gone)
        return Result<Receipt>{gone.error()};
    Append append = record_of(recalling, *first, *steps);
    if (auto const noted = note_wait_ended(append.entry, *first, *steps, ledger); !noted)
        return Result<Receipt>{noted.error()};
    if (!*gone)
        append.destroys = {first->index};
    // What was told in error is in no register from now on.
    if (ledger.change(first->index))
        append.strikes = {first->index};
    return append;
}

}  // namespace

bool may_take_back(commit::Entry const& first, AgencyId const& agency, AgencyId const& desk)
{
    return first.agency == agency.get() || (agency == desk && !first.released_from.empty());
}

commit::Intent recall(Recall what, commit::Entry const& first, crypto::SiteKeys const& keys)
{
    std::size_t const bytes = sizeof(Recalling) + what.by_person.size() + what.reason.size();
    Recalling recalling{{},
                        first.message,
                        commit::mark_actor(keys, what.by_agency, what.by_person),
                        commit::keep_private(keys, what.reason)};
    recalling.what = std::move(what);
    // In one line with what its readers do and, where it was held, with what the desk decides about it.
    bool const is_held = first.kind == EntryKind::kHeld && first.event;
    std::string also = is_held ? commit::line_of(*first.event) : std::string{};
    return {
        line_of_message(first.message), bytes,
        [recalling = std::move(recalling)](commit::Ledger const& ledger) mutable { return propose(ledger, recalling); },
        false, std::move(also)};
}

}  // namespace micklegate::deliver
