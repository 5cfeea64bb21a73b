#include "gateway/storage/record_batch.hpp"

#include "gateway/commit/known_values.hpp"
#include "gateway/history/change.hpp"
#include "gateway/storage/family_writer.hpp"
#include "gateway/storage/fold.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"

namespace micklegate::storage {
Result<void> RecordBatch::add(Sequence at, commit::Record const& record)
{
    put_companion(Family::kEntries, at, as_bytes(record.entry));
    put_companion(Family::kSealed, at, record.sealed);
    put_companion(Family::kActors, at, record.actor_opening);
    put_companion(Family::kReasons, at, record.reason_opening);
    put_companion(Family::kKnown, at, record.known);
    put_companion(Family::kChanges, at, record.change);
    if (record.subject && record.subject->fresh()) {
        FamilyWriter subjects{batch_, database_, Family::kSubjects};
        commit::store_subject(*record.subject, subjects);
    }
    for (Sequence const index : record.destroys) {
        batch_.Delete(database_.handle(Family::kSealed), slice(sequence_key(index)));
        destroyed_ = merged(destroyed_, EntryRange{index, index});
    }
    for (Sequence const index : record.strikes)
        if (auto const struck = strike(index); !struck)
            return struck;
    for (commit::Forgotten const& forgotten : record.forgets)
        if (auto const done = forget(at, forgotten); !done)
            return done;
    FamilyWriter projections{batch_, database_, Family::kProjections};
    return fold_record(at, record, projections, index_);
}

rocksdb::WriteBatch& RecordBatch::finish()
{
    FamilyWriter projections{batch_, database_, Family::kProjections};
    index_.write(projections);
    return batch_;
}

void RecordBatch::put_companion(Family family, Sequence at, ByteView bytes)
{
    if (!bytes.empty())
        batch_.Put(database_.handle(family), slice(sequence_key(at)), slice(bytes));
}

Result<void> RecordBatch::forget(Sequence at, commit::Forgotten const& forgotten)
{
    RocksLedger const ledger{database_};
    FamilyWriter subjects{batch_, database_, Family::kSubjects};
    auto const link = commit::forget_subject(ledger.subject_keys(), forgotten.subject, subjects);
    if (!link)
        return link.error();
    destroyed_ = merged(destroyed_, EntryRange{at, at, true});
    if (link->empty())
        return {};
    FamilyWriter projections{batch_, database_, Family::kProjections};
    commit::forget_known(*link, projections);
    for (Sequence const index : forgotten.told) {
        auto const known = ledger.known(index);
        if (!known && known.error().code == ProblemCode::kNotFound)
            continue;
        auto const left = known ? commit::known_without(*known, *link) : known;
        if (!left)
            return left.error();
        if (left->empty())
            batch_.Delete(database_.handle(Family::kKnown), slice(sequence_key(index)));
        else
            put_companion(Family::kKnown, index, *left);
        destroyed_ = merged(destroyed_, EntryRange{index, index, true});
    }
    return {};
}

/// What the entry at `index` changed in a register is in none any more.
Result<void> RecordBatch::strike(Sequence index)
{
    auto const change = RocksLedger{database_}.change(index);
    if (!change)
        return change.error().code == ProblemCode::kNotFound ? Result<void>{} : change.error();
    FamilyWriter projections{batch_, database_, Family::kProjections};
    batch_.Delete(database_.handle(Family::kChanges), slice(sequence_key(index)));
    destroyed_ = merged(destroyed_, EntryRange{index, index, true});
    return history::unfold(index, *change, projections);
}

}  // namespace micklegate::storage
