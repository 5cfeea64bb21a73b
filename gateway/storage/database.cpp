#include "gateway/storage/database.hpp"

#include "gateway/storage/file_check.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

namespace micklegate::storage {
namespace {

constexpr std::array kFamilyNames{"default",     "entries", "sealed", "actors",   "tree",
                                  "projections", "reasons", "known",  "subjects", "changes"};

/// Of all families together: blocks that were read, and what is needed to find them.
constexpr std::size_t kCache = std::size_t{64} << 20U;
/// Entries are mostly read in a row, and some four of 1 kB would make a block of the usual size.
constexpr std::size_t kEntriesBlock = std::size_t{16} << 10U;

/// RocksDB's default logger aborts the process when the disk is full (seen with 7.8.3), so it never gets to use it.
class ForwardingLogger : public rocksdb::Logger {
public:
    explicit ForwardingLogger(std::function<void(std::string const&)> warn)
        : rocksdb::Logger{rocksdb::InfoLogLevel::WARN_LEVEL}, warn_{std::move(warn)}
    {
    }

    using rocksdb::Logger::Logv;
    void Logv(char const* format, va_list arguments) override
    {
        std::array<char, 512> line{};
        std::vsnprintf(line.data(), line.size(), format, arguments);
        if (warn_)
            warn_(line.data());
    }

private:
    std::function<void(std::string const&)> warn_;
};

/// After a failed write RocksDB goes on by itself where the disk was full: it flushes family after family. The write
/// that failed may stand in the log, and if the process ends meanwhile it is replayed into those that were not flushed
/// yet, and not into the others.
class NoResumption : public rocksdb::EventListener {
public:
    void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status, bool* resumes) override
    {
        *resumes = false;
    }
};

rocksdb::DBOptions database_options(StoreSettings const& settings)
{
    rocksdb::DBOptions options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;
    options.paranoid_checks = true;
    options.info_log = std::make_shared<ForwardingLogger>(settings.warn);
    options.max_background_jobs = 2;
    options.max_open_files = kMostOpenFiles;
    options.max_total_wal_size = 256U << 20U;
    options.bytes_per_sync = 1U << 20U;
    options.file_checksum_gen_factory = table_checksums();
    options.listeners.push_back(std::make_shared<NoResumption>());
    // A torn last record is what a crash leaves; damage anywhere else must stop the start, not be skipped.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    return options;
}

rocksdb::ColumnFamilyOptions family_options(Family family, std::shared_ptr<rocksdb::Cache> const& cache)
{
    rocksdb::BlockBasedTableOptions table;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.block_cache = cache;
    // Else what is kept of open files in memory grows with the log.
    table.cache_index_and_filter_blocks = true;
    table.pin_l0_filter_and_index_blocks_in_cache = true;
    // In pieces: the whole of a large file's is more than a shard of the cache holds, and would be read at each look.
    table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
    table.partition_filters = true;
    if (family == Family::kEntries)
        table.block_size = kEntriesBlock;
    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.write_buffer_size = 32U << 20U;
    // Most look-ups are for what is not there: an event seen before, a person known before.
    options.memtable_prefix_bloom_size_ratio = 0.02;
    options.memtable_whole_key_filtering = true;
    // Ciphertext and hashes do not compress.
    bool const random = family == Family::kSealed || family == Family::kActors || family == Family::kReasons ||
                        family == Family::kKnown || family == Family::kTree || family == Family::kSubjects ||
                        family == Family::kChanges;
    options.compression = random ? rocksdb::kNoCompression : rocksdb::kLZ4Compression;
    return options;
}

using Families = std::vector<rocksdb::ColumnFamilyDescriptor>;

Families families()
{
    auto const cache = rocksdb::NewLRUCache(kCache);
    Families all;
    for (std::size_t i = 0; i < kFamilyNames.size(); ++i)
        all.emplace_back(kFamilyNames[i], family_options(static_cast<Family>(i), cache));
    return all;
}

std::size_t family_named(std::string const& name)
{
    return static_cast<std::size_t>(std::ranges::find(kFamilyNames, name) - kFamilyNames.begin());
}

/// A view makes no family that the store is too old to have. Where they cannot be listed, opening them says why.
Families families_to_view(rocksdb::DBOptions const& options, std::string const& path)
{
    Families all = families();
    std::vector<std::string> there;
    if (rocksdb::DB::ListColumnFamilies(options, path, &there).ok())
        std::erase_if(all, [&](auto const& family) { return std::ranges::find(there, family.name) == there.end(); });
    return all;
}

/// RocksDB has no code for it, only these two sentences: another process, and another store of this one.
bool held_elsewhere(std::string const& status)
{
    return status.find("While lock file") != std::string::npos ||
           status.find("lock hold by current process") != std::string::npos;
}

/// RocksDB passes it on as corruption too.
bool names_missing_file(rocksdb::Status const& status)
{
    return status.IsPathNotFound() || status.ToString().find("No such file or directory") != std::string::npos;
}

/// RocksDB names a table that is missing by the ending of an older format, which it tries last.
std::optional<std::string> table_in(std::string const& status)
{
    std::size_t end = status.find(".ldb");
    end = end == std::string::npos ? status.find(".sst") : end;
    if (end == std::string::npos || end == 0)
        return std::nullopt;
    std::size_t const before = status.find_last_not_of("0123456789", end - 1);
    std::string const number = status.substr(before + 1, end - before - 1);
    return number.empty() ? std::nullopt : std::optional{number + ".sst"};
}

/// So few that all may be open at once: a file that is open outlasts its deletion.
bool has_few_tables(std::filesystem::path const& folder)
{
    int tables = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator file{folder, error}, end; !error && file != end; file.increment(error))
        tables += file->path().extension() == ".sst" ? 1 : 0;
    return tables < kMostOpenFiles;
}

Problem store_problem(rocksdb::Status const& status)
{
    if (status.IsNoSpace())
        return problem(ProblemCode::kStorageFull, "The disk is full.", "Free space, then start the gateway again.");
    if (status.IsCorruption())
        return problem(ProblemCode::kIntegrity, "The store is damaged.",
                       "Stop, keep a copy of the data folder, and restore from a backup.");
    return problem(ProblemCode::kUnavailable, "The store failed.",
                   "Check the disk and the permissions of the data folder.");
}

/// For the operator at the terminal, who may read the engine's own words.
Problem open_problem(rocksdb::Status const& status, std::filesystem::path const& folder)
{
    if (status.IsIOError() && held_elsewhere(status.ToString()))
        return problem(ProblemCode::kUnavailable, "Another gateway is serving this site.",
                       "Stop it first, or serve another site folder.");
    if (names_missing_file(status))
        if (auto const table = table_in(status.ToString()))
            return damaged_file(folder / *table, "It is missing.");
    Problem told = store_problem(status);
    told.detail += " " + status.ToString() + ".";
    if (status.IsCorruption())  // RocksDB blames the manifest for what a table file holds
        if (auto const tables = check_tables_alone(folder); !tables)
            told.detail += " " + tables.error().detail;
    return told;
}

}  // namespace

// To ask would end a writer's own lock, which POSIX gives up with any descriptor of its file.
Database::Database(StoreSettings const& settings, bool read_only)
    : warn_{settings.warn},
      folder_{settings.folder},
      read_only_{read_only},
      served_at_open_{read_only && is_served(settings.folder)},
      handles_(kFamilyNames.size())
{
}

Result<std::unique_ptr<Database>> Database::open(StoreSettings const& settings, bool read_only)
{
    std::unique_ptr<Database> database{new Database{settings, read_only}};
    rocksdb::DB* raw = nullptr;
    std::string const path = settings.folder.string();
    rocksdb::DBOptions options = database_options(settings);
    if (read_only && has_few_tables(settings.folder))
        options.max_open_files = -1;
    std::error_code ignored;  // RocksDB itself says what is wrong with a folder that cannot be made
    if (!read_only)
        std::filesystem::create_directories(settings.folder, ignored);
    Families const opened = read_only ? families_to_view(options, path) : families();
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::Status const status = read_only ? rocksdb::DB::OpenForReadOnly(options, path, opened, &handles, &raw)
                                             : rocksdb::DB::Open(options, path, opened, &handles, &raw);
    if (!status.ok() && names_missing_file(status) && database->beside_writer())
        return rewritten_meanwhile();
    if (!status.ok())
        return open_problem(status, settings.folder);
    database->db_.reset(raw);
    for (rocksdb::ColumnFamilyHandle* const handle : handles)
        database->handles_[family_named(handle->GetName())] = handle;
    return database;
}

Database::~Database()
{
    if (!db_)
        return;
    for (rocksdb::ColumnFamilyHandle* const handle : handles_)
        if (handle != nullptr)
            db_->DestroyColumnFamilyHandle(handle);
    db_->Close();
}

rocksdb::Status Database::write(rocksdb::WriteBatch& batch)
{
    rocksdb::WriteOptions options;
    options.sync = true;
    return db_->Write(options, &batch);
}

rocksdb::Status Database::flush() { return db_->Flush({}, handles_); }

Result<std::optional<std::string>> Database::get(Family family, std::string_view key) const
{
    rocksdb::ColumnFamilyHandle* const from = handle(family);
    if (from == nullptr)
        return std::optional<std::string>{};
    std::string value;
    rocksdb::Status const status = db_->Get({}, from, slice(key), &value);
    if (status.IsNotFound())
        return std::optional<std::string>{};
    if (!status.ok())
        return failure(status);
    return std::optional{std::move(value)};
}

std::unique_ptr<rocksdb::Iterator> Database::iterate(Family family, rocksdb::ReadOptions const& options) const
{
    rocksdb::ColumnFamilyHandle* const from = handle(family);
    return std::unique_ptr<rocksdb::Iterator>{from == nullptr ? rocksdb::NewEmptyIterator()
                                                              : db_->NewIterator(options, from)};
}

Problem Database::failure(rocksdb::Status const& status) const
{
    if (warn_)
        warn_(status.ToString());
    return names_missing_file(status) && beside_writer() ? rewritten_meanwhile() : store_problem(status);
}

bool Database::beside_writer() const { return served_at_open_ || (read_only_ && is_served(folder_)); }

rocksdb::ColumnFamilyHandle* Database::handle(Family family) const
{
    return handles_[static_cast<std::size_t>(family)];
}

}  // namespace micklegate::storage
