#include "gateway/keep/holds.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/keep/refusal.hpp"

namespace micklegate::keep {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Proposal;
using commit::Receipt;

constexpr std::string_view kPrefix = "l";
constexpr std::size_t kNumber = 8;

std::string keys_of(std::string_view subject) { return std::string{kPrefix} + std::string{subject} + '\0'; }

std::string key_of(std::string_view subject, Sequence index)
{
    std::string key = keys_of(subject);
    append_be64(key, index);
    return key;
}

Proposal placed(commit::Ledger const& ledger, Append const& append)
{
    auto const known = commit::has_key(append.entry.subjects.front(), ledger);
    if (!known)
        return Result<Receipt>{known.error()};
    return *known ? append : refused(append, unknown_subject());
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
            out.put(key_of(subject, index), {});
    if (entry.kind == EntryKind::kHoldLifted)
        for (std::string const& subject : entry.subjects)
            out.erase(key_of(subject, entry.entry.value_or(index)));
}

Result<bool> on_hold(commit::KeyValueReader const& reader, std::string_view subject)
{
    bool held = false;
    std::string const keys = keys_of(subject);
    auto const read = reader.scan(keys, keys, [&](std::string_view, std::string_view) {
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
        std::string_view const subject = key.substr(kPrefix.size(), key.size() - kPrefix.size() - 1 - kNumber);
        all.push_back({read_be64(as_bytes(key.substr(key.size() - kNumber))), std::string{subject}});
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
    return {kLine, sizeof(Append) + append.reason_opening.size(),
            [append = std::move(append), hold, may = std::move(may)](commit::Ledger const& ledger) {
                return lifted(ledger, append, hold, may);
            }};
}

}  // namespace micklegate::keep
