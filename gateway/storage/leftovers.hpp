// Destroyed bytes lie in RocksDB's files until these are rewritten; this remembers where, and rewrites them.
#pragma once

#include "gateway/storage/database.hpp"

#include <rocksdb/write_batch.h>

#include <mutex>

namespace micklegate::storage {

/// From the first to the last, both included.
struct EntryRange {
    Sequence first = 0;
    Sequence last = 0;
    bool keys =
        false;  ///< subjects' keys were destroyed too, what was known of them, or what they changed in registers

    friend bool operator==(EntryRange const&, EntryRange const&) = default;
};

/// The smallest range that holds both, so that what is remembered does not grow.
[[nodiscard]] std::optional<EntryRange> merged(std::optional<EntryRange> const& a, std::optional<EntryRange> const& b);

/// Thread-safe.
class Leftovers {
public:
    [[nodiscard]] static Result<std::unique_ptr<Leftovers>> load(Database& database);

    /// Remembered with the batch that destroys, so that a crash before the files are rewritten forgets nothing.
    void add(EntryRange const& destroyed, rocksdb::WriteBatch& batch);
    /// The batch was written: what it destroyed is destroyed for whoever rewrites from now on.
    void written();
    /// Rewrites the files that may hold destroyed bytes, which takes as long as reading and writing them. True when
    /// there were any.
    [[nodiscard]] Result<bool> purge();
    /// About how many bytes it would write before it deletes the files that hold them now.
    [[nodiscard]] std::uint64_t bytes();

private:
    explicit Leftovers(Database& database) : database_{database} {}
    [[nodiscard]] rocksdb::Status rewrite(EntryRange const& range) const;

    Database& database_;
    std::mutex mutex_;
    std::optional<EntryRange> range_;
    std::uint64_t changes_ = 0;  ///< raised by each write that destroys
    bool writing_ = false;       ///< one is on its way
};

}  // namespace micklegate::storage
