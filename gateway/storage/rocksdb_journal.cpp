#include "gateway/storage/rocksdb_journal.hpp"

#include "gateway/storage/record_batch.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"

namespace micklegate::storage {
namespace {

using commit::Record;

Result<std::uint64_t> number(Database const& database, std::string_view key)
{
    auto const value = database.get(Family::kMeta, key);
    if (!value)
        return value.error();
    return *value ? read_be64(as_bytes(**value)) : 0;
}

/// A companion that an entry never had is empty; one that cannot be read is a problem.
Result<Bytes> or_empty(Result<Bytes> companion)
{
    if (!companion && companion.error().code == ProblemCode::kNotFound)
        return Bytes{};
    return companion;
}

Problem disagreement(std::string what)
{
    return problem(ProblemCode::kIntegrity, std::move(what),
                   "Do not serve this site; restore a backup or ask for help with docs/operations.md.");
}

/// The stored checkpoint must be ours, for exactly this tree: a store that lost its tail must not sign a second past.
Result<void> agrees(Database const& database, std::string const& origin, crypto::SigningKey const& key,
                    evidence::TreeBuilder const& tree)
{
    auto const note = database.get(Family::kMeta, kCheckpointKey);
    if (!note)
        return note.error();
    if (!*note)
        return tree.size() == 0 ? Result<void>{} : disagreement("The journal has entries but no checkpoint.");
    auto const checkpoint = evidence::open_checkpoint(**note, evidence::note_key(origin, key.verify_key()));
    if (!checkpoint)
        return checkpoint.error();
    if (checkpoint->size != tree.size() || checkpoint->root != tree.root())
        return disagreement("The stored tree is not the one its checkpoint was signed for.");
    return {};
}

/// Entries beyond the head would be overwritten; a last entry that is missing or another is a lost tail.
Result<void> ends_at(Database const& database, Sequence next)
{
    auto const last = database.iterate(Family::kEntries);
    last->SeekToLast();
    if (!last->status().ok())
        return database.failure(last->status());
    Sequence const end = last->Valid() ? read_be64(as_bytes(last->key().ToStringView())) + 1 : 0;
    if (end != next)
        return disagreement("The journal does not end where its head says.");
    if (next == 0)
        return {};
    auto const leaf = StoredTileHashes{database}.read(0, next - 1, 1);
    if (!leaf)
        return leaf.error();
    if (leaf->front() != evidence::leaf_hash(as_bytes(last->value().ToStringView())))
        return disagreement("The last entry is not the one in the tree.");
    return {};
}

}  // namespace

RocksJournal::RocksJournal(Database& database, std::string origin, crypto::SigningKey const* key)
    : database_{database}, origin_{std::move(origin)}, key_{key}
{
}

Result<std::unique_ptr<RocksJournal>> RocksJournal::open(Database& database, std::string origin,
                                                         crypto::SigningKey const* key)
{
    std::unique_ptr<RocksJournal> journal{new RocksJournal{database, std::move(origin), key}};
    auto const next = number(database, kNextKey);
    auto const epoch = number(database, kEpochKey);
    if (!next || !epoch)
        return next ? epoch.error() : next.error();
    journal->next_ = *next;
    journal->epoch_ = *epoch;
    if (key == nullptr)
        return journal;
    auto leftovers = Leftovers::load(database);
    if (!leftovers)
        return leftovers.error();
    journal->leftovers_ = *std::move(leftovers);
    if (auto const ready = journal->take_over(); !ready)
        return ready.error();
    return journal;
}

Result<void> RocksJournal::take_over()
{
    auto tree = evidence::TreeBuilder::reload(StoredTileHashes{database_}, next_);
    if (!tree)
        return tree.error();
    tree_ = *std::move(tree);
    if (auto const sound = agrees(database_, origin_, *key_, tree_); !sound)
        return sound;
    if (auto const whole = ends_at(database_, next_); !whole)
        return whole;
    rocksdb::WriteBatch batch;
    batch.Put(database_.handle(Family::kMeta), slice(kEpochKey), slice(sequence_key(++epoch_)));
    rocksdb::Status const status = database_.write(batch);
    return status.ok() ? Result<void>{} : database_.failure(status);
}

commit::AppendResult RocksJournal::append(Sequence expected, Epoch epoch, std::span<Record const> records)
{
    if (key_ == nullptr || failed_)
        return commit::Unknown{
            problem(ProblemCode::kUnavailable, "The store takes no more writes.", "Start the gateway again.")};
    if (expected != next_ || epoch != epoch_)
        return commit::Conflict{next_};

    RecordBatch changes{database_};
    evidence::TreeBuilder tree = tree_;
    std::vector<evidence::TileHash> completed;
    Sequence at = expected;
    for (Record const& record : records) {
        tree.append(evidence::leaf_hash(as_bytes(record.entry)), completed);
        if (auto const added = changes.add(at, record); !added)
            return commit::Refused{added.error()};
        ++at;
    }
    rocksdb::WriteBatch& batch = changes.finish();
    for (evidence::TileHash const& tile : completed)
        batch.Put(database_.handle(Family::kTree), slice(tile_hash_key(tile.level, tile.index)),
                  slice(ByteView{tile.hash}));
    std::string const note = evidence::sign_checkpoint({origin_, tree.size(), tree.root()}, *key_);
    batch.Put(database_.handle(Family::kMeta), slice(kCheckpointKey), slice(note));
    batch.Put(database_.handle(Family::kMeta), slice(kNextKey), slice(sequence_key(at)));
    if (changes.destroyed())
        leftovers_->add(*changes.destroyed(), batch);

    // After a failed sync nobody knows what reached the device; only reopening tells. Trying again could store it
    // twice.
    rocksdb::Status const status = database_.write(batch);
    if (!status.ok()) {
        failed_ = true;
        return commit::Unknown{database_.failure(status)};
    }
    if (changes.destroyed())
        leftovers_->written();
    tree_ = std::move(tree);
    next_ = at;
    return commit::Committed{expected, at};
}

Result<std::vector<Record>> RocksJournal::read(Sequence from, std::size_t most) const
{
    RocksLedger const ledger{database_};
    std::vector<Record> records;
    for (Sequence at = from; at < next_ && records.size() < most; ++at) {
        auto entry = ledger.entry(at);
        auto sealed = or_empty(ledger.sealed(at));
        auto actor = or_empty(ledger.actor_opening(at));
        auto reason = or_empty(ledger.reason_opening(at));
        auto known = or_empty(ledger.known(at));
        auto change = or_empty(ledger.change(at));
        if (!entry)
            return entry.error();
        for (auto const* const companion : {&sealed, &actor, &reason, &known, &change})
            if (!*companion)
                return companion->error();
        records.push_back({*std::move(entry), *std::move(sealed), *std::move(actor), *std::move(reason),
                           *std::move(known), *std::move(change)});
    }
    return records;
}

std::uint64_t RocksJournal::bytes_to_purge() { return leftovers_ ? leftovers_->bytes() : 0; }

Result<bool> RocksJournal::purge() { return leftovers_ ? leftovers_->purge() : Result<bool>{false}; }

commit::JournalHead RocksJournal::head() const { return {next_, epoch_}; }

}  // namespace micklegate::storage
