#include "gateway/deliver/acknowledge.hpp"

#include "gateway/commit/who_and_why.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/deliver/settled.hpp"

#include <algorithm>

namespace micklegate::deliver {
namespace {

using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

bool follows(EntryKind last, EntryKind next)
{
    switch (next) {
    case EntryKind::kDelivered: return last == EntryKind::kAccepted || last == EntryKind::kHeld;
    case EntryKind::kOpened: return last == EntryKind::kDelivered || last == EntryKind::kOpened || ends(last);
    case EntryKind::kActioned:
    case EntryKind::kRejected: return last == EntryKind::kOpened;
    default: return false;
    }
}

std::string next_step(EntryKind last)
{
    switch (last) {
    case EntryKind::kAccepted:
    case EntryKind::kHeld: return "Fetch the message first.";
    case EntryKind::kDelivered: return "Record that a named person opened it first.";
    default: return "Only that a further person opened it can still be recorded.";
    }
}

Problem out_of_order(EntryKind last, EntryKind next)
{
    std::string const state{name_of(last)};
    std::string detail = last == next
                             ? "The message is " + state + " already, by another person or with another code."
                             : "The message is " + state + " and cannot become " + std::string{name_of(next)} + ".";
    return problem(ProblemCode::kWrongState, std::move(detail), next_step(last));
}

bool by_as_many(std::vector<Step> const& steps, EntryKind kind, std::size_t most_readers)
{
    return std::ranges::count(steps, kind, &Step::kind) >= static_cast<std::ptrdiff_t>(most_readers);
}

Problem by_too_many(EntryKind kind)
{
    return problem(ProblemCode::kWrongState,
                   "As many persons are recorded by whom the message is " + std::string{name_of(kind)} + " as can be.",
                   "A person recorded before can repeat it; the operator can raise limits.readers_per_message.");
}

Problem gone(std::vector<Step> const& steps)
{
    return problem(ProblemCode::kGone,
                   "The message was taken back (" + std::string{name_of(taken_back(steps)->kind)} +
                       "): there is nothing to fetch, to read or to do any more.",
                   to_be_destroyed(steps) ? "Destroy what you have of it, then confirm that: inbox destroy."
                                          : "Its timeline says when that was.");
}

Problem nothing_to_destroy(std::vector<Step> const& steps)
{
    return problem(ProblemCode::kWrongState, taken_back(steps) == nullptr
                                                 ? "Nobody has taken the message back, so nobody is to destroy it."
                                                 : "The message was never fetched, so there is nothing to destroy.");
}

/// Why the step cannot be the next one.
std::optional<Problem> out_of_turn(std::vector<Step> const& steps, EntryKind next)
{
    EntryKind const last = furthest(steps);
    if (next == EntryKind::kDestroyed)
        return taken_back(steps) == nullptr || reached(last) == Reached::kSent
                   ? std::optional{nothing_to_destroy(steps)}
                   : std::nullopt;
    if (taken_back(steps) != nullptr)
        return gone(steps);
    return follows(last, next) ? std::nullopt : std::optional{out_of_order(last, next)};
}

Problem for_the_desk_to_settle()
{
    return problem(ProblemCode::kWrongState, "A held message is released or returned, with a reason.",
                   "See: micklegate held --help");
}

std::optional<Problem> not_of_this_type(Acknowledgement const& what, commit::Entry const& first,
                                        AnswersAllowed const& allowed)
{
    if (ends(what.kind) && first.kind == EntryKind::kHeld)
        return for_the_desk_to_settle();
    auto const answers = ends(what.kind) ? allowed(first.type) : std::nullopt;
    if (!answers)
        return std::nullopt;
    if (what.kind == EntryKind::kActioned && !answers->actioned)
        return field_problem(ProblemCode::kInvalidValue, "/state",
                             "is no step of this message type, which is finished when it has been opened");
    if (what.kind != EntryKind::kRejected ||
        std::ranges::find(answers->rejections, what.code) != answers->rejections.end())
        return std::nullopt;
    if (answers->rejections.empty())
        return field_problem(ProblemCode::kInvalidValue, "/state", "is no step of this message type",
                             "Write to the sender, or send the message type that answers this one.");
    std::string codes;
    for (std::string const& code : answers->rejections)
        codes += (codes.empty() ? "" : ", ") + code;
    return field_problem(ProblemCode::kInvalidValue, "/code", "must be one that this message type may be rejected with",
                         "They are: " + codes + ".");
}

/// The step this one repeats: the same kind by the same person, whom the keyed pseudonym tells without a name. A system
/// that fetches again gets nothing of what was taken back.
Step const* repeated(std::vector<Step> const& steps, EntryKind kind, commit::MarkedActor const* actor)
{
    if (kind == EntryKind::kDelivered && taken_back(steps) != nullptr)
        return nullptr;
    return step_of(steps, kind, actor == nullptr ? "" : actor->mark.pseudonym);
}

Proposal propose(commit::Ledger const& ledger, Acknowledgement const& what, commit::MarkedActor const* actor,
                 std::size_t most_readers, AnswersAllowed const& allowed)
{
    auto const read = timeline(ledger.projections(), what.message);
    if (!read)
        return Result<Receipt>{read.error()};
    std::vector<Step> const& steps = *read;
    if (steps.empty())
        return Result<Receipt>{no_such_message()};
    auto const first = commit::stored_receipt(ledger, steps.front().index);
    if (!first)
        return Result<Receipt>{first.error()};
    if (first->entry.recipient != what.by_agency.get())
        return Result<Receipt>{no_such_message()};
    if (auto fault = not_of_this_type(what, first->entry, allowed))
        return Result<Receipt>{*std::move(fault)};
    if (auto const* const before = repeated(steps, what.kind, actor)) {
        auto const receipt = commit::stored_receipt(ledger, before->index);
        if (!receipt || receipt->entry.code == what.code)
            return receipt;
    }
    if (auto fault = out_of_turn(steps, what.kind))
        return Result<Receipt>{*std::move(fault)};
    if (by_as_many(steps, what.kind, most_readers))
        return Result<Receipt>{by_too_many(what.kind)};

    commit::Append append;
    append.may_use_reserve = !has(steps, what.kind);
    append.entry.kind = what.kind;
    append.entry.agency = what.by_agency.get();
    append.entry.message = what.message;
    append.entry.type = first->entry.type;
    append.entry.code = what.code;
    append.entry.subjects = first->entry.subjects;
    append.entry.deadline = first->entry.deadline;
    append.entry.acknowledgement = first->entry.acknowledgement;
    if (auto const noted = note_settled(append.entry, *first, ledger); !noted)
        return Result<Receipt>{noted.error()};
    if (auto const noted = note_wait_ended(append.entry, *first, steps, ledger); !noted)
        return Result<Receipt>{noted.error()};
    if (actor != nullptr)
        commit::name_actor(append, *actor);
    return append;
}

}  // namespace

commit::Intent acknowledge(Acknowledgement what, crypto::SiteKeys const& keys, std::size_t most_readers,
                           AnswersAllowed allowed)
{
    std::optional<commit::MarkedActor> actor;
    if (!what.by_person.empty())
        actor = commit::mark_actor(keys, what.by_agency, what.by_person);
    std::string key = line_of_message(what.message);
    return {std::move(key), sizeof(Acknowledgement) + what.by_person.size(),
            [what = std::move(what), actor = std::move(actor), most_readers,
             allowed = std::move(allowed)](commit::Ledger const& ledger) {
                return propose(ledger, what, actor ? &*actor : nullptr, most_readers, allowed);
            }};
}

}  // namespace micklegate::deliver
