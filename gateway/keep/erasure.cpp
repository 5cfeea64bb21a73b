#include "gateway/keep/erasure.hpp"

#include "gateway/base/bytes.hpp"
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

constexpr std::string_view kPrefix = "q";
constexpr char const* kWithdrawn = "withdrawn";
/// An index has at most 20 digits and a comma; what is left of an entry's 65,535 bytes holds all its other members.
constexpr std::size_t kMostIndexesOfAnEntry = 3000;

std::string key_of(Sequence index)
{
    std::string key{kPrefix};
    append_be64(key, index);
    return key;
}

bool is_request(commit::Entry const& entry) { return entry.kind == EntryKind::kErasureRequested && !entry.entry; }

bool stands(Moment requested, Moment now) { return now - requested <= kRequestStands; }

Problem not_there()
{
    return problem(ProblemCode::kNotFound, "There is no request for an erasure at that index.",
                   "See: micklegate subject list");
}

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

Result<Erasable> erasable(Ledger const& ledger, std::string_view subject)
{
    auto const known = commit::has_key(subject, ledger);
    auto const held = on_hold(ledger.projections(), subject);
    if (!known || !held)
        return known ? held.error() : known.error();
    if (!*known)
        return Erasable{unknown_subject()};
    if (*held)
        return Erasable{is_on_hold()};
    auto about = stored_about(ledger, subject);
    if (!about)
        return about.error();
    return about->unopened == 0 ? Erasable{*std::move(about)} : Erasable{unseen(about->unopened)};
}

/// The open request for the same subject; nothing where there is none.
Result<std::optional<Receipt>> asked_before(Ledger const& ledger, commit::Entry const& again, Moment now)
{
    auto const open = open_requests(ledger.projections(), now, std::numeric_limits<std::size_t>::max());
    if (!open)
        return open.error();
    for (Sequence const index : *open) {
        auto receipt = commit::stored_receipt(ledger, index);
        if (!receipt)
            return receipt.error();
        if (receipt->entry.subjects == again.subjects)
            return std::optional{*std::move(receipt)};
    }
    return std::optional<Receipt>{};
}

Proposal requested(Ledger const& ledger, Append append, Moment now)
{
    auto before = asked_before(ledger, append.entry, now);
    if (!before)
        return Result<Receipt>{before.error()};
    if (*before && (*before)->entry.actor->pseudonym == append.entry.actor->pseudonym)
        return Result<Receipt>{**std::move(before)};
    if (*before)
        return refused(std::move(append), asked_already((*before)->index));
    auto found = erasable(ledger, append.entry.subjects.front());
    if (!found)
        return Result<Receipt>{found.error()};
    if (auto* const refusal = std::get_if<Refusal>(&*found))
        return refused(std::move(append), std::move(*refusal));
    append.entry.entries = std::get<About>(*found).messages;
    return append;
}

/// The request at `index`, open or not.
Result<Receipt> request_at(Ledger const& ledger, Sequence index)
{
    auto receipt = commit::stored_receipt(ledger, index);
    return receipt && is_request(receipt->entry) ? receipt : Result<Receipt>{not_there()};
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

/// Of a request that is still to be decided; a repeat of what decided it is answered here.
std::optional<Result<Receipt>> answered(Ledger const& ledger, Sequence request, Append const& append)
{
    auto const before = ended_by(ledger.projections(), request);
    if (!before)
        return Result<Receipt>{before.error()};
    return *before ? std::optional{decided_before(ledger, **before, append.entry)} : std::nullopt;
}

std::optional<Problem> unapprovable(Receipt const& request, Asked const& what, MayErase const& may)
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
    MayErase may;
    Append append;
};

Proposal approved(Ledger const& ledger, Approval const& approval, commit::SubjectKeys const& subjects)
{
    auto const request = request_at(ledger, approval.request);
    if (!request)
        return request;
    if (auto before = answered(ledger, request->index, approval.append))
        return *std::move(before);
    if (auto fault = unapprovable(*request, approval.what, approval.may))
        return Result<Receipt>{*std::move(fault)};
    std::string const& subject = request->entry.subjects.front();
    auto found = erasable(ledger, subject);
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

Proposal withdrawn(Ledger const& ledger, Append append, Sequence index)
{
    auto const request = request_at(ledger, index);
    if (!request)
        return request;
    append.entry.entry = index;
    append.entry.subjects = request->entry.subjects;
    append.entry.code = kWithdrawn;
    if (auto before = answered(ledger, index, append))
        return *std::move(before);
    return append;
}

}  // namespace

void fold_erasure_requests(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    std::string requested;
    append_be64(requested, static_cast<std::uint64_t>(entry.time.time_since_epoch().count()));
    if (is_request(entry))
        out.put(key_of(index), requested);
    else if (entry.kind == EntryKind::kErasureRequested || entry.kind == EntryKind::kErased)
        out.erase(key_of(entry.entry.value_or(index)));
}

Result<std::vector<Sequence>> open_requests(commit::KeyValueReader const& reader, Moment now, std::size_t most)
{
    std::vector<Sequence> open;
    auto const read = reader.scan(kPrefix, kPrefix, [&](std::string_view key, std::string_view value) {
        Moment const requested{std::chrono::milliseconds{static_cast<std::int64_t>(read_be64(as_bytes(value)))}};
        if (stands(requested, now))
            open.push_back(read_be64(as_bytes(key.substr(kPrefix.size()))));
        return open.size() < most;
    });
    if (!read)
        return read.error();
    return open;
}

commit::Intent request_erasure(Asked what, std::string subject, crypto::SiteKeys const& keys)
{
    Append append = decision(EntryKind::kErasureRequested, what, keys);
    append.entry.subjects = {std::move(subject)};
    return {
        kLine, sizeof(Append) + append.reason_opening.size(),
        [append = std::move(append), now = what.now](Ledger const& ledger) { return requested(ledger, append, now); }};
}

commit::Intent approve_erasure(Asked what, Sequence request, MayErase may, crypto::SiteKeys const& keys,
                               commit::SubjectKeys const& subjects)
{
    Append append = decision(EntryKind::kErased, what, keys);
    std::size_t const bytes = sizeof(Approval) + what.reason.size() + append.reason_opening.size();
    Approval approval{std::move(what), request, std::move(may), std::move(append)};
    // A message about the subject in the same commit would be locked under a key that is gone: it is alone.
    return {kLine, bytes,
            [approval = std::move(approval), &subjects](Ledger const& ledger) {
                return approved(ledger, approval, subjects);
            },
            true};
}

commit::Intent withdraw_erasure(Asked what, Sequence request, crypto::SiteKeys const& keys)
{
    Append append = decision(EntryKind::kErasureRequested, what, keys);
    return {kLine, sizeof(Append) + append.reason_opening.size(),
            [append = std::move(append), request](Ledger const& ledger) { return withdrawn(ledger, append, request); }};
}

}  // namespace micklegate::keep
