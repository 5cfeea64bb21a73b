#include "gateway/storage/leftovers.hpp"

#include "gateway/storage/rocksdb_ledger.hpp"

#include <algorithm>

namespace micklegate::storage {
namespace {

constexpr std::string_view kLeftoversKey = "leftovers";

/// What is rewritten of a family; all of it where `begin` and `end` are empty.
struct Part {
    Family family;
    std::string begin{};
    std::string end{};
};

std::vector<Part> parts_of(EntryRange const& range)
{
    std::string const begin = sequence_key(range.first);
    std::string const end = sequence_key(range.last + 1);
    if (!range.keys)
        return {{Family::kSealed, begin, end}};
    return {{Family::kSealed, begin, end},
            {Family::kKnown, begin, end},
            {Family::kChanges, begin, end},
            {Family::kSubjects},
            {Family::kProjections}};
}

rocksdb::Status rewrite_part(Database const& database, Part const& part)
{
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    options.exclusive_manual_compaction = false;
    rocksdb::Slice const from = slice(part.begin);
    rocksdb::Slice const to = slice(part.end);
    return database.raw().CompactRange(options, database.handle(part.family), part.begin.empty() ? nullptr : &from,
                                       part.end.empty() ? nullptr : &to);
}

/// A file is rewritten as a whole, however little of it is meant.
bool lies_in(rocksdb::LiveFileMetaData const& file, Part const& part, Database const& database)
{
    rocksdb::ColumnFamilyHandle* const family = database.handle(part.family);
    return family != nullptr && file.column_family_name == family->GetName() &&
           (part.end.empty() || file.smallestkey <= part.end) && file.largestkey >= part.begin;
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

std::uint64_t Leftovers::bytes()
{
    std::optional<EntryRange> left;
    {
        std::lock_guard const lock{mutex_};
        left = range_;
    }
    if (!left)
        return 0;
    std::vector<rocksdb::LiveFileMetaData> files;
    database_.raw().GetLiveFilesMetaData(&files);
    std::uint64_t bytes = 0;
    database_.raw().GetAggregatedIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &bytes);
    for (Part const& part : parts_of(*left))
        for (rocksdb::LiveFileMetaData const& file : files)
            bytes += lies_in(file, part, database_) ? file.size : 0;
    return bytes;
}

/// Everything in memory goes to files first, so that the write-ahead log that holds the bytes too is deleted.
rocksdb::Status Leftovers::rewrite(EntryRange const& range) const
{
    rocksdb::Status status = database_.flush();
    for (Part const& part : parts_of(range))
        if (status.ok())
            status = rewrite_part(database_, part);
    return status;
}

}  // namespace micklegate::storage
