// What one record changes in the store, gathered into the batch that is synced as a whole.
#pragma once

#include "gateway/audit/index.hpp"
#include "gateway/storage/leftovers.hpp"

namespace micklegate::storage {

class RecordBatch {
public:
    explicit RecordBatch(Database const& database) : database_{database} {}

    /// The entry, its companions, what it destroys and what is folded from it. A problem: the record is not fit to be
    /// stored, and the batch is to be thrown away.
    [[nodiscard]] Result<void> add(Sequence at, commit::Record const& record);

    /// All of it, after the last record.
    [[nodiscard]] rocksdb::WriteBatch& finish();
    /// Entries that lost companions to the records added.
    [[nodiscard]] std::optional<EntryRange> const& destroyed() const noexcept { return destroyed_; }

private:
    void put_companion(Family family, Sequence at, ByteView bytes);
    [[nodiscard]] Result<void> forget(Sequence at, commit::Forgotten const& forgotten);
    [[nodiscard]] Result<void> strike(Sequence index);

    Database const& database_;
    rocksdb::WriteBatch batch_;
    audit::IndexRows index_;
    std::optional<EntryRange> destroyed_;
};

}  // namespace micklegate::storage
