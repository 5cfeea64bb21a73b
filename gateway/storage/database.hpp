// RocksDB opened the way a journal needs it; only storage's .cpp files include this.
#pragma once

#include "gateway/storage/store.hpp"

#include <rocksdb/db.h>

namespace micklegate::storage {

/// The column families, in the order they are opened.
enum class Family : std::size_t {
    kMeta,
    kEntries,
    kSealed,
    kActors,
    kTree,
    kProjections,
    kReasons,
    kKnown,
    kSubjects,
    kChanges
};

class Database {
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(StoreSettings const& settings, bool read_only);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// Atomic and synced to the device before it returns OK.
    [[nodiscard]] rocksdb::Status write(rocksdb::WriteBatch& batch);
    /// Everything that was written goes to table files, and the write-ahead logs before it are deleted.
    [[nodiscard]] rocksdb::Status flush();
    /// nullopt when the key is absent; kIntegrity or kUnavailable when it cannot be read.
    [[nodiscard]] Result<std::optional<std::string>> get(Family family, std::string_view key) const;
    [[nodiscard]] std::unique_ptr<rocksdb::Iterator> iterate(Family family,
                                                             rocksdb::ReadOptions const& options = {}) const;
    /// nullptr in a read-only view of a store of before that family, which reads as empty.
    [[nodiscard]] rocksdb::ColumnFamilyHandle* handle(Family family) const;
    [[nodiscard]] rocksdb::DB& raw() const { return *db_; }
    /// For a peer; the engine's own words, which name files, go to the operator's log.
    [[nodiscard]] Problem failure(rocksdb::Status const& status) const;
    /// Whether a file that is gone says nothing: this view is beside another process, which rewrites files and deletes
    /// the old ones.
    [[nodiscard]] bool beside_writer() const;

private:
    Database(StoreSettings const& settings, bool read_only);

    std::function<void(std::string const&)> warn_;
    std::filesystem::path folder_;
    bool read_only_;
    bool served_at_open_;
    std::unique_ptr<rocksdb::DB> db_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

[[nodiscard]] inline rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
[[nodiscard]] inline rocksdb::Slice slice(ByteView bytes) { return slice(as_text(bytes)); }

}  // namespace micklegate::storage
