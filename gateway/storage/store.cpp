#include "gateway/storage/store.hpp"

#include "gateway/storage/due_upkeep.hpp"
#include "gateway/storage/file_check.hpp"
#include "gateway/storage/index_upkeep.hpp"
#include "gateway/storage/log_sync.hpp"
#include "gateway/storage/rocksdb_journal.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <set>

namespace micklegate::storage {
namespace {

/// Of the file that RocksDB makes once, locks and keeps open: as long as it does, no other file has these numbers.
struct Identity {
    dev_t device = 0;
    ino_t inode = 0;
    friend bool operator==(Identity const&, Identity const&) = default;
};

std::optional<Identity> identity_of(std::filesystem::path const& folder)
{
    struct stat found {};
    if (::stat((folder / "LOCK").c_str(), &found) != 0)
        return std::nullopt;
    return Identity{found.st_dev, found.st_ino};
}

constexpr int kMostOpenings = 8;

std::set<std::string> names_in(std::filesystem::path const& folder)
{
    std::set<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator file{folder, error}, end; !error && file != end; file.increment(error))
        names.insert(file->path().filename().string());
    return names;
}

}  // namespace

struct Store::Parts {
    std::unique_ptr<Database> database;
    std::unique_ptr<RocksJournal> journal;
    std::unique_ptr<RocksLedger> ledger;
    std::filesystem::path folder;
    std::optional<Identity> opened;

    static Result<std::unique_ptr<Parts>> open(StoreSettings const& settings, crypto::SigningKey const* key)
    {
        auto parts = std::make_unique<Parts>();
        auto database = Database::open(settings, key == nullptr);
        if (!database)
            return database.error();
        if (key == nullptr)
            if (auto const durable = sync_write_ahead_logs(settings.folder); !durable)
                return durable.error();
        parts->database = *std::move(database);
        parts->folder = settings.folder;
        parts->opened = identity_of(settings.folder);
        auto journal = RocksJournal::open(*parts->database, settings.origin, key);
        if (!journal)
            return with_file(journal.error(), *parts);
        parts->journal = *std::move(journal);
        if (key != nullptr)
            if (auto const indexed = complete_index(*parts->database, parts->journal->head().next, settings.warn);
                !indexed)
                return with_file(indexed.error(), *parts);
        if (key != nullptr)
            if (auto const completed = complete_due(*parts->database); !completed)
                return with_file(completed.error(), *parts);
        if (key != nullptr)
            if (auto const remembered = remember_small_files(*parts->database, settings.folder); !remembered)
                return remembered.error();
        parts->ledger = std::make_unique<RocksLedger>(*parts->database);
        return parts;
    }

    /// Damage that was met in reading the store is somewhere in its files.
    static Problem with_file(Problem problem, Parts const& parts)
    {
        if (problem.code == ProblemCode::kIntegrity)
            if (auto const files = check_other_files(*parts.database, parts.folder); !files)
                problem.detail += " " + files.error().detail;
        return problem;
    }
};

Store::Store(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(StoreSettings settings, crypto::SigningKey const& key)
{
    auto parts = Parts::open(settings, &key);
    if (!parts)
        return parts.error();
    return std::unique_ptr<Store>{new Store{*std::move(parts)}};
}

/// While it is opened a gateway may delete what its manifest named: a view without a file that was there when it began
/// is a failure, or lacks what a write-ahead log held.
Result<std::unique_ptr<Store>> Store::open_read_only(StoreSettings settings)
{
    for (int left = kMostOpenings;; --left) {
        auto const before = names_in(settings.folder);
        auto parts = Parts::open(settings, nullptr);
        if (left > 1 && !std::ranges::includes(names_in(settings.folder), before))
            continue;
        if (!parts)
            return parts.error();
        return std::unique_ptr<Store>{new Store{*std::move(parts)}};
    }
}

commit::Journal& Store::journal() noexcept { return *parts_->journal; }
commit::Ledger const& Store::ledger() const noexcept { return *parts_->ledger; }

std::uint64_t Store::bytes_to_purge() const { return parts_->journal->bytes_to_purge(); }

Result<bool> Store::purge() { return parts_->journal->purge(); }

void Store::end_purges() { parts_->database->raw().DisableManualCompaction(); }

Result<void> Store::check_place() const
{
    if (auto const now = identity_of(parts_->folder); now && now == parts_->opened)
        return {};
    return problem(ProblemCode::kUnavailable,
                   "The gateway's data folder was removed or replaced while it runs, and it takes nothing new.",
                   "Its operator must put the folder back as it was, then start the gateway again.");
}

Result<void> Store::check_record_files(std::filesystem::path const& folder)
{
    return storage::check_record_files(folder);
}

Result<void> Store::check_files() const { return check_other_files(*parts_->database, parts_->folder); }

std::optional<std::uint64_t> Store::bytes_on_disk() const
{
    std::uint64_t bytes = 0;
    std::error_code error;
    std::filesystem::directory_iterator file{parts_->database->raw().GetName(), error};
    for (; !error && file != std::filesystem::directory_iterator{}; file.increment(error)) {
        std::error_code gone;  // a compaction deletes files meanwhile
        std::uint64_t const size = file->is_regular_file(gone) ? file->file_size(gone) : 0;
        bytes += gone ? 0 : size;
    }
    return error ? std::nullopt : std::optional{bytes};
}

}  // namespace micklegate::storage
