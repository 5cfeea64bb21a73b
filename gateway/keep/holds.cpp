#include "gateway/keep/holds.hpp"

#include "gateway/keep/refusal.hpp"
#include "gateway/keep/subject_rows.hpp"

namespace micklegate::keep {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

constexpr std::string_view kPrefix = "l";

Result<std::vector<Sequence>> holds_on(commit::KeyValueReader const& reader, std::string_view subject)
{
    std::vector<Sequence> standing;
    std::string const rows = rows_of(kPrefix, subject);
    auto const read = reader.scan(rows, rows, [&](std::string_view key, std::string_view) {
        standing.push_back(index_of_row(key));
        return true;
    });
    if (!read)
        return read.error();
    return standing;
}

/// Few are looked at: no agency has a second one on the subject.
Result<std::optional<Receipt>> hold_of(commit::Ledger const& ledger, std::string_view subject, std::string_view agency)
{
    auto const standing = holds_on(ledger.projections(), subject);
    if (!standing)
        return standing.error();
    for (Sequence const index : *standing) {
        auto receipt = commit::stored_receipt(ledger, index);
        if (!receipt)
            return receipt.error();
        if (receipt->entry.agency == agency)
            return std::optional{*std::move(receipt)};
    }
    return std::optional<Receipt>{};
}

Proposal placed(commit::Ledger const& ledger, Append const& append)
{
    std::string const& subject = append.entry.subjects.front();
    auto const known = commit::has_key(subject, ledger);
    if (!known)
        return Result<Receipt>{known.error()};
    if (!*known)
        return refused(append, unknown_subject());
    auto before = hold_of(ledger, subject, append.entry.agency);
    if (!before)
        return Result<Receipt>{before.error()};
    if (*before)
        return Result<Receipt>{**std::move(before)};
    return append;
}

Proposal lifted(commit::Ledger const& ledger, Append append, Sequence hold, MayDecide const& may)
{
    auto const placed = commit::stored_receipt(ledger, hold);
    if (!placed || placed->entry.kind != EntryKind::kHoldPlaced)
        return Result<Receipt>{
            problem(ProblemCode::kNotFound, "There is no hold at that index.", "See: micklegate subject list")};
    // Nobody else is left to lift the hold of one that may decide nothing any more.
    if (placed->entry.agency != append.entry.agency && may(AgencyId{placed->entry.agency}))
        return Result<Receipt>{problem(ProblemCode::kNotAllowed, "A hold is lifted by the agency that placed it.",
                                       "Ask that agency: micklegate subject list names it.")};
    auto const before = ended_by(ledger.projections(), hold);
    if (!before)
        return Result<Receipt>{before.error()};
    if (*before)
        return decided_before(ledger, **before, append.entry);
    append.entry.entry = hold;
    append.entry.subjects = placed->entry.subjects;
    return append;
}

}  // namespace

void fold_holds(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (entry.kind == EntryKind::kHoldPlaced)
        for (std::string const& subject : entry.subjects)
            out.put(row_of(kPrefix, subject, index), {});
    if (entry.kind == EntryKind::kHoldLifted)
        for (std::string const& subject : entry.subjects)
            out.erase(row_of(kPrefix, subject, entry.entry.value_or(index)));
}

Result<bool> on_hold(commit::KeyValueReader const& reader, std::string_view subject)
{
    bool held = false;
    std::string const rows = rows_of(kPrefix, subject);
    auto const read = reader.scan(rows, rows, [&](std::string_view, std::string_view) {
        held = true;
        return false;
    });
    return read ? Result<bool>{held} : read.error();
}

Result<std::vector<Hold>> holds(commit::KeyValueReader const& reader, std::size_t most)
{
    std::vector<Hold> all;
    auto const read = reader.scan(kPrefix, kPrefix, [&](std::string_view key, std::string_view) {
        if (all.size() == most)
            return false;
        all.push_back({index_of_row(key), std::string{subject_of_row(kPrefix, key)}});
        return true;
    });
    if (!read)
        return read.error();
    return all;
}

commit::Intent place_hold(Asked what, std::string subject, crypto::SiteKeys const& keys)
{
    Append append = decision(EntryKind::kHoldPlaced, what, keys);
    append.entry.subjects = {std::move(subject)};
    return {kLine, sizeof(Append) + append.reason_opening.size(),
            [append = std::move(append)](commit::Ledger const& ledger) { return placed(ledger, append); }};
}

commit::Intent lift_hold(Asked what, Sequence hold, MayDecide may, crypto::SiteKeys const& keys)
{
    Append append = decision(EntryKind::kHoldLifted, what, keys);
    append.may_use_reserve = true;
    return {kLine, sizeof(Append) + append.reason_opening.size(),
            [append = std::move(append), hold, may = std::move(may)](commit::Ledger const& ledger) {
                return lifted(ledger, append, hold, may);
            }};
}

}  // namespace micklegate::keep
