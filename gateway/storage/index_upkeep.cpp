#include "gateway/storage/index_upkeep.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/commit/entry.hpp"
#include "gateway/storage/family_writer.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"

namespace micklegate::storage {
namespace {

/// How many entries are in the index while it is made, and kAll from then on.
constexpr std::string_view kIndexedKey = "indexed";
constexpr std::string_view kAll = "all";
/// As many as a commit holds at most, so that a row of the index holds no more than others do.
constexpr std::size_t kAtOnce = 4096;
constexpr Sequence kBetweenLines = 256 * kAtOnce;

/// The rows and how far they go are stored together.
Result<void> store(Database& database, rocksdb::WriteBatch& batch, std::string_view indexed)
{
    batch.Put(database.handle(Family::kMeta), slice(kIndexedKey), slice(indexed));
    rocksdb::Status const status = database.write(batch);
    return status.ok() ? Result<void>{} : database.failure(status);
}

Result<void> clear(Database& database)
{
    rocksdb::WriteBatch batch;
    FamilyWriter{batch, database, Family::kProjections}.erase_all(audit::kIndexKeys);
    return store(database, batch, sequence_key(0));
}

Result<void> index(Database& database, Sequence from, std::size_t count)
{
    audit::IndexRows rows;
    Sequence at = from;
    Result<void> sound;
    auto const visited = RocksLedger{database}.visit_entries(from, count, [&](std::string_view text) {
        auto const entry = commit::decode_entry(text);
        if (entry)
            rows.add(at++, *entry);
        else if (sound)
            sound = entry.error();
    });
    if (!visited || !sound)
        return visited ? sound : visited;
    rocksdb::WriteBatch batch;
    FamilyWriter projections{batch, database, Family::kProjections};
    rows.write(projections);
    return store(database, batch, sequence_key(from + count));
}

}  // namespace

Result<void> complete_index(Database& database, Sequence entries, std::function<void(std::string const&)> const& warn)
{
    auto const indexed = database.get(Family::kMeta, kIndexedKey);
    if (!indexed)
        return indexed.error();
    if (*indexed == kAll)
        return {};
    bool const is_begun = indexed->has_value() && (*indexed)->size() == sizeof(Sequence);
    if (!is_begun && entries > 0)
        if (auto const cleared = clear(database); !cleared)
            return cleared;
    Sequence at = is_begun ? read_be64(as_bytes(**indexed)) : 0;
    while (at < entries) {
        if (warn && at % kBetweenLines == 0)
            warn("The auditors' index is made of the entries before it: " + std::to_string(at) + " of " +
                 std::to_string(entries) + ".");
        auto const count = static_cast<std::size_t>(std::min<Sequence>(kAtOnce, entries - at));
        if (auto const done = index(database, at, count); !done)
            return done;
        at += count;
    }
    rocksdb::WriteBatch batch;
    return store(database, batch, kAll);
}

}  // namespace micklegate::storage
