#include "gateway/commit/destroyed.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/commit/receipt.hpp"

namespace micklegate::commit {
namespace {

std::string key_of(Sequence index)
{
    std::string key{"x"};
    append_be64(key, index);
    return key;
}

std::string cause(Entry const& entry)
{
    switch (entry.kind) {
    case EntryKind::kExpired: return "its retention (" + entry.code + ") had run out";
    case EntryKind::kErased: return "the person it is about was erased";
    case EntryKind::kRecalled:
    case EntryKind::kRecallRequested: return "it was recalled";
    case EntryKind::kWithdrawn: return "a later message withdrew it";
    default: return "its time was over";
    }
}

std::string when_and_why(Ledger const& ledger, Sequence index)
{
    auto const by = destroyed_by(ledger.projections(), index);
    auto const destroyer =
        by && *by ? stored_receipt(ledger, **by) : Result<Receipt>{problem(ProblemCode::kNotFound, {})};
    return destroyer ? " on " + rfc3339(destroyer->entry.time) + ", because " + cause(destroyer->entry) +
                           " (log entry " + std::to_string(**by) + ")"
                     : std::string{};
}

}  // namespace

void fold_destroyed(Sequence index, Entry const& entry, KeyValueWriter& out)
{
    std::string by;
    append_be64(by, index);
    for (Sequence const gone : entry.destroyed)
        out.put(key_of(gone), by);
}

Result<std::optional<Sequence>> destroyed_by(KeyValueReader const& reader, Sequence index)
{
    auto const by = reader.get(key_of(index));
    if (!by)
        return by.error();
    return *by ? std::optional{read_be64(as_bytes(**by))} : std::nullopt;
}

Problem destroyed_copy(Ledger const& ledger, Sequence index)
{
    return problem(ProblemCode::kGone,
                   "The gateway destroyed its sealed copy of this message" + when_and_why(ledger, index) + ".",
                   "Copies that were fetched before are not touched by that; ask the sender if you need it again.");
}

}  // namespace micklegate::commit
