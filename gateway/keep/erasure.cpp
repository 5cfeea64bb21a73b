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

/// What is to be erased; a refusal where it cannot be now.
using Erasable = std::variant<About, Refusal>;

/// `about` was read before, on whoever's thread asked for it; here it is enough to read what came since.
Result<Erasable> erasable(Ledger const& ledger, std::string_view subject, Result<About> about)
{
    auto const known = commit::has_key(subject, ledger);
    auto const held = on_hold(ledger.projections(), subject);
    if (!known || !held)
        return known ? held.error() : known.error();
    if (!*known)
        return Erasable{unknown_subject()};
    if (*held)
        return Erasable{is_on_hold()};
    auto const caught_up = about ? catch_up(ledger, subject, *about) : about.error();
    if (!caught_up)
        return caught_up.error();
    return about->unopened == 0 ? Erasable{*std::move(about)} : Erasable{unseen(about->unopened)};
}

Proposal requested(Ledger const& ledger, Append append, Moment now, Result<About> const& about)
{
    auto before = asked_before(ledger, append.entry, now);
    if (!before)
        return Result<Receipt>{before.error()};
    if (*before && (*before)->entry.actor->pseudonym == append.entry.actor->pseudonym)
        return Result<Receipt>{**std::move(before)};
    if (*before)
        return refused(std::move(append), asked_already((*before)->index));
    auto found = erasable(ledger, append.entry.subjects.front(), about);
    if (!found)
        return Result<Receipt>{found.error()};
    if (auto* const refusal = std::get_if<Refusal>(&*found))
        return refused(std::move(append), std::move(*refusal));
    append.entry.entries = std::get<About>(*found).messages;
    return append;
}

/// One entry holds so many indexes and no more: the others stand in entries right behind it.
void put_destroyed(Append& erased, std::vector<Sequence> const& sealed)
{
    std::size_t const first = std::min(sealed.size(), kMostIndexesOfAnEntry);
    erased.destroys.assign(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(first));
    for (std::size_t at = first; at < sealed.size(); at += kMostIndexesOfAnEntry) {
        Append more;
        more.entry.kind = erased.entry.kind;
        more.entry.agency = erased.entry.agency;
        more.entry.entry = erased.entry.entry;
        more.entry.subjects = erased.entry.subjects;
        auto const from = sealed.begin() + static_cast<std::ptrdiff_t>(at);
        auto const count = std::min(sealed.size() - at, kMostIndexesOfAnEntry);
        more.destroys.assign(from, from + static_cast<std::ptrdiff_t>(count));
        erased.followers.push_back(std::move(more));
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
    Sequence request = 0;
    MayDecide may;
    Append append;
    Result<About> about;
};

std::size_t weight(Result<About> const& about)
{
    return about ? (about->entries.size() + about->sealed.size()) * sizeof(Sequence) : 0;
}

Proposal approved(Ledger const& ledger, Approval const& approval, commit::SubjectKeys const& subjects)
{
    auto const request = request_at(ledger, approval.request);
    if (!request)
        return request;
    if (auto before = answered(ledger, request->index, approval.append.entry))
        return *std::move(before);
    if (auto fault = unapprovable(*request, approval.what, approval.may))
        return Result<Receipt>{*std::move(fault)};
    std::string const& subject = request->entry.subjects.front();
    auto found = erasable(ledger, subject, approval.about);
    if (!found)
        return Result<Receipt>{found.error()};
    Append append = approval.append;
    append.entry.entry = request->index;
    append.entry.subjects = request->entry.subjects;
    if (auto* const refusal = std::get_if<Refusal>(&*found))
        return refused(std::move(append), std::move(*refusal));
    About const& about = std::get<About>(*found);
    append.entry.entries = about.messages;
    append.forgets.push_back({subject, about.entries});
    put_destroyed(append, about.sealed);
    subjects.forget(subject);
    return append;
}

}  // namespace

commit::Intent request_erasure(Asked what, std::string subject, crypto::SiteKeys const& keys, Ledger const& read)
{
    auto about = stored_about(read, subject);
    Append append = decision(EntryKind::kErasureRequested, what, keys);
    append.entry.subjects = {std::move(subject)};
    return {kLine, sizeof(Append) + append.reason_opening.size() + weight(about),
            [append = std::move(append), now = what.now, about = std::move(about)](Ledger const& ledger) {
                return requested(ledger, append, now, about);
            }};
}

commit::Intent approve_erasure(Asked what, Sequence request, MayDecide may, crypto::SiteKeys const& keys,
                               commit::SubjectKeys const& subjects, Ledger const& read)
{
    auto const asked_for = request_at(read, request);
    auto about = asked_for ? stored_about(read, asked_for->entry.subjects.front()) : asked_for.error();
    Append append = decision(EntryKind::kErased, what, keys);
    std::size_t const bytes = sizeof(Approval) + what.reason.size() + append.reason_opening.size() + weight(about);
    Approval approval{std::move(what), request, std::move(may), std::move(append), std::move(about)};
    // A message about the subject in the same commit would be locked under a key that is gone: it is alone.
    return {kLine, bytes,
            [approval = std::move(approval), &subjects](Ledger const& ledger) {
                return approved(ledger, approval, subjects);
            },
            true};
}

}  // namespace micklegate::keep
