#include "gateway/keep/erasure.hpp"

#include "gateway/keep/about.hpp"
#include "gateway/keep/holds.hpp"
#include "gateway/keep/refusal.hpp"

#include <algorithm>

namespace micklegate::keep {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Ledger;
using commit::Proposal;
using commit::Receipt;

/// An index has at most 20 digits and a comma; what is left of an entry's 65,535 bytes holds all its other members.
constexpr std::size_t kMostIndexesOfAnEntry = 3000;

Refusal is_on_hold() { return {"on_hold", "The subject is under a litigation hold, and nothing of it is erased."}; }

Refusal unseen(std::size_t messages)
{
    return {"unopened_messages", "Nobody has opened " + std::to_string(messages) +
                                     " of the messages about this subject, and an erasure would let nobody read them."};
}

Problem too_old()
{
    return problem(ProblemCode::kWrongState,
                   "The request is older than " + std::to_string(kRequestStands.count()) + " days.",
                   "Ask for the erasure anew.");
}

Problem same_agency()
{
    return problem(ProblemCode::kNotAllowed, "An erasure is approved by another agency than the one that requested it.",
                   "Ask the duty desk or an auditor, whichever of them did not request it.");
}

Refusal asked_already(Sequence request)
{
    return {"already_requested", "This erasure was requested already, in log entry " + std::to_string(request) + "."};
}

Problem nothing_was_read()
{
    return problem(ProblemCode::kUnavailable, "What stood against the erasure ended while it was asked for.",
                   "Ask again.");
}

/// Nothing where all that is stored of the subject has to be read first.
using AtOnce = std::optional<Proposal>;

AtOnce refused_at_once(Ledger const& ledger, Append const& append)
{
    std::string const& subject = append.entry.subjects.front();
    auto const known = commit::has_key(subject, ledger);
    auto const held = on_hold(ledger.projections(), subject);
    if (!known || !held)
        return Result<Receipt>{known ? held.error() : known.error()};
    if (!*known)
        return refused(append, unknown_subject());
    return *held ? AtOnce{refused(append, is_on_hold())} : std::nullopt;
}

/// What is stored of the subject, read before on whoever's thread asked for it; nothing where no answer hung on it.
using ReadBefore = std::optional<Result<About>>;

/// On the commit thread, where it is enough to read what came since. Nothing where all of it may go.
AtOnce kept_from_going(Ledger const& ledger, Append const& append, ReadBefore& about)
{
    if (!about)
        return Result<Receipt>{nothing_was_read()};
    auto const caught_up = *about ? catch_up(ledger, append.entry.subjects.front(), **about) : about->error();
    if (!caught_up)
        return Result<Receipt>{caught_up.error()};
    std::size_t const unopened = (*about)->unopened;
    return unopened == 0 ? std::nullopt : AtOnce{refused(append, unseen(unopened))};
}

struct Request {
    Append append;
    Moment now{};
    ReadBefore about{};
};

AtOnce answered_at_once(Ledger const& ledger, Request const& request)
{
    commit::Entry const& asked = request.append.entry;
    auto before = asked_before(ledger, asked, request.now);
    if (!before)
        return Result<Receipt>{before.error()};
    if (*before && (*before)->entry.actor->pseudonym == asked.actor->pseudonym)
        return Result<Receipt>{**std::move(before)};
    if (*before)
        return refused(request.append, asked_already((*before)->index));
    return refused_at_once(ledger, request.append);
}

Proposal requested(Ledger const& ledger, Request& request)
{
    if (auto answer = answered_at_once(ledger, request))
        return *std::move(answer);
    if (auto answer = kept_from_going(ledger, request.append, request.about))
        return *std::move(answer);
    request.append.entry.entries = (*request.about)->messages;
    return std::move(request.append);
}

/// One entry holds so many indexes and no more: the others stand in entries right behind it.
void put_indexes(Append& erased, std::vector<Sequence> const& all, std::vector<Sequence> Append::*of)
{
    for (std::size_t at = 0; at < all.size(); at += kMostIndexesOfAnEntry) {
        auto const from = all.begin() + static_cast<std::ptrdiff_t>(at);
        auto const count = std::min(all.size() - at, kMostIndexesOfAnEntry);
        Append* to = &erased;
        if (at > 0 || erased.destroys.size() + count > kMostIndexesOfAnEntry) {
            Append more;
            more.entry.kind = erased.entry.kind;
            more.entry.agency = erased.entry.agency;
            more.entry.entry = erased.entry.entry;
            more.entry.subjects = erased.entry.subjects;
            to = &erased.followers.emplace_back(std::move(more));
        }
        (to->*of).assign(from, from + static_cast<std::ptrdiff_t>(count));
    }
}

std::optional<Problem> unapprovable(Receipt const& request, Asked const& what, MayDecide const& may)
{
    if (request.entry.agency == what.by_agency.get())
        return same_agency();
    if (!stands(request.entry.time, what.now))
        return too_old();
    if (may(what.by_agency) && may(AgencyId{request.entry.agency}))
        return std::nullopt;
    return problem(ProblemCode::kNotAllowed, "An agency that asks for this erasure may not any more.",
                   "The duty desk and an auditor ask for it together.");
}

struct Approval {
    Asked what;
    Result<Receipt> request;
    MayDecide may;
    Append append;
    ReadBefore about{};
};

AtOnce answered_at_once(Ledger const& ledger, Approval const& approval)
{
    if (!approval.request)
        return approval.request;
    if (auto before = answered(ledger, approval.request->index, approval.append.entry))
        return *std::move(before);
    if (auto fault = unapprovable(*approval.request, approval.what, approval.may))
        return Result<Receipt>{*std::move(fault)};
    return refused_at_once(ledger, approval.append);
}

Proposal approved(Ledger const& ledger, Approval& approval, commit::SubjectKeys const& subjects)
{
    if (auto answer = answered_at_once(ledger, approval))
        return *std::move(answer);
    if (auto answer = kept_from_going(ledger, approval.append, approval.about))
        return *std::move(answer);
    About& about = **approval.about;
    Append append = std::move(approval.append);
    append.may_use_reserve = true;
    append.entry.entries = about.messages;
    std::string const& subject = append.entry.subjects.front();
    append.forgets.push_back({subject, std::move(about.entries)});
    put_indexes(append, about.sealed, &Append::destroys);
    put_indexes(append, about.changes, &Append::strikes);
    // Where the entry is not stored after all, this costs who holds the key a look: it is in the store still.
    subjects.forget(subject);
    return append;
}

}  // namespace

commit::Intent request_erasure(Asked what, std::string subject, crypto::SiteKeys const& keys, Ledger const& read)
{
    auto request = std::make_shared<Request>(Request{decision(EntryKind::kErasureRequested, what, keys), what.now});
    request->append.entry.subjects = {std::move(subject)};
    if (!answered_at_once(read, *request))
        request->about = stored_about(read, request->append.entry.subjects.front());
    // What was read is of its subject's size, and not charged: nobody fills everybody's queue with a long history.
    return {kLine, sizeof(Request) + request->append.reason_opening.size(),
            [request = std::move(request)](Ledger const& ledger) { return requested(ledger, *request); }};
}

commit::Intent approve_erasure(Asked what, Sequence request, MayDecide may, crypto::SiteKeys const& keys,
                               commit::SubjectKeys const& subjects, Ledger const& read)
{
    Append append = decision(EntryKind::kErased, what, keys);
    auto approval = std::make_shared<Approval>(
        Approval{std::move(what), request_at(read, request), std::move(may), std::move(append)});
    if (approval->request) {
        approval->append.entry.entry = request;
        approval->append.entry.subjects = approval->request->entry.subjects;
        if (!answered_at_once(read, *approval))
            approval->about = stored_about(read, approval->request->entry.subjects.front());
    }
    std::size_t const bytes = sizeof(Approval) + approval->what.reason.size() + approval->append.reason_opening.size();
    // A message about the subject in the same commit would be locked under a key that is gone: it is alone.
    return {kLine, bytes,
            [approval = std::move(approval), &subjects](Ledger const& ledger) {
                return approved(ledger, *approval, subjects);
            },
            true};
}

}  // namespace micklegate::keep
