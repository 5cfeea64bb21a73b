#include "gateway/storage/leftovers.hpp"

#include "gateway/storage/rocksdb_ledger.hpp"

#include <algorithm>

namespace micklegate::storage {
namespace {

constexpr std::string_view kLeftoversKey = "leftovers";

rocksdb::Status rewrite_family(Database const& database, Family family, std::string const& begin,
                               std::string const& end)
{
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    options.exclusive_manual_compaction = false;
    rocksdb::Slice const from = slice(begin);
    rocksdb::Slice const to = slice(end);
    return database.raw().CompactRange(options, database.handle(family), begin.empty() ? nullptr : &from,
                                       end.empty() ? nullptr : &to);
}

}  // namespace

std::optional<EntryRange> merged(std::optional<EntryRange> const& a, std::optional<EntryRange> const& b)
{
    if (!a || !b)
        return a ? a : b;
    return EntryRange{std::min(a->first, b->first), std::max(a->last, b->last), a->keys || b->keys};
}

Result<std::unique_ptr<Leftovers>> Leftovers::load(Database& database)
{
    std::unique_ptr<Leftovers> leftovers{new Leftovers{database}};
    auto const stored = database.get(Family::kMeta, kLeftoversKey);
    if (!stored)
        return stored.error();
    if (*stored) {
        ByteView const bytes = as_bytes(**stored);
        if (bytes.size() != 17)
            return problem(ProblemCode::kIntegrity, "What the store remembers of destroyed messages cannot be read.");
        leftovers->range_ = EntryRange{read_be64(bytes.first(8)), read_be64(bytes.subspan(8, 8)), bytes.back() != 0};
    }
    return leftovers;
}

void Leftovers::add(EntryRange const& destroyed, rocksdb::WriteBatch& batch)
{
    std::lock_guard const lock{mutex_};
    ++changes_;
    writing_ = true;
    range_ = merged(range_, destroyed);
    std::string value;
    append_be64(value, range_->first);
    append_be64(value, range_->last);
    value += static_cast<char>(range_->keys);
    batch.Put(database_.handle(Family::kMeta), slice(kLeftoversKey), slice(value));
}

void Leftovers::written()
{
    std::lock_guard const lock{mutex_};
    writing_ = false;
}

Result<bool> Leftovers::purge()
{
    std::optional<EntryRange> range;
    std::uint64_t changes = 0;
    bool writing = false;
    {
        std::lock_guard const lock{mutex_};
        range = range_;
        changes = changes_;
        writing = writing_;
    }
    if (!range)
        return false;
    rocksdb::Status status = rewrite(*range);
    if (status.IsManualCompactionPaused())
        return true;
    if (!status.ok())
        return database_.failure(status);
    std::lock_guard const lock{mutex_};
    // What was destroyed meanwhile may have been copied before it was: the next call rewrites it.
    if (writing || changes_ != changes)
        return true;
    rocksdb::WriteBatch batch;
    batch.Delete(database_.handle(Family::kMeta), slice(kLeftoversKey));
    status = database_.write(batch);
    if (!status.ok())
        return database_.failure(status);
    range_.reset();
    return true;
}

/// Everything in memory goes to files first, so that the write-ahead log that holds the bytes too is deleted.
rocksdb::Status Leftovers::rewrite(EntryRange const& range) const
{
    rocksdb::Status status = database_.flush();
    std::string const begin = sequence_key(range.first);
    std::string const end = sequence_key(range.last + 1);
    if (status.ok())
        status = rewrite_family(database_, Family::kSealed, begin, end);
    if (status.ok() && range.keys)
        status = rewrite_family(database_, Family::kKnown, begin, end);
    for (Family const family : {Family::kSubjects, Family::kProjections})
        if (status.ok() && range.keys)
            status = rewrite_family(database_, family, {}, {});
    return status;
}

}  // namespace micklegate::storage
