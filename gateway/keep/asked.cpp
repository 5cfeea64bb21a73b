#include "gateway/keep/asked.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/commit/who_and_why.hpp"

namespace micklegate::keep {
namespace {

using commit::EntryKind;

std::string key_of(Sequence index)
{
    std::string key{"z"};
    append_be64(key, index);
    return key;
}

/// What a long erasure goes on with is not what ended the request.
bool ends(commit::Entry const& entry)
{
    bool const withdrawn = entry.kind == EntryKind::kErasureRequested;
    bool const erased = entry.kind == EntryKind::kErased && entry.actor.has_value();
    return entry.entry && (withdrawn || erased || entry.kind == EntryKind::kHoldLifted);
}

}  // namespace

commit::Append decision(EntryKind kind, Asked const& what, crypto::SiteKeys const& keys)
{
    commit::Append append;
    append.entry.kind = kind;
    append.entry.agency = what.by_agency.get();
    commit::name_actor(append, commit::mark_actor(keys, what.by_agency, what.by_person));
    commit::give_reason(append, commit::keep_private(keys, what.reason));
    return append;
}

void fold_ended(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (!ends(entry))
        return;
    std::string by;
    append_be64(by, index);
    out.put(key_of(*entry.entry), by);
}

Result<std::optional<Sequence>> ended_by(commit::KeyValueReader const& reader, Sequence index)
{
    auto const by = reader.get(key_of(index));
    if (!by)
        return by.error();
    return *by ? std::optional{read_be64(as_bytes(**by))} : std::nullopt;
}

Result<commit::Receipt> decided_before(commit::Ledger const& ledger, Sequence ended, commit::Entry const& again)
{
    auto receipt = commit::stored_receipt(ledger, ended);
    if (!receipt)
        return receipt;
    commit::Entry const& first = receipt->entry;
    if (first.kind == again.kind && first.actor && again.actor && first.actor->pseudonym == again.actor->pseudonym)
        return receipt;
    return problem(ProblemCode::kWrongState, "That was decided already, in log entry " + std::to_string(ended) + ".",
                   "See what stands: micklegate subject list");
}

}  // namespace micklegate::keep
