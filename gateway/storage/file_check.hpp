// Whether a store's files hold what RocksDB wrote to them, byte for byte: also those that nothing reads.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rocksdb {
class FileChecksumGenFactory;
}

namespace micklegate::storage {

class Database;

/// kIntegrity names the file, so that an operator knows which to fetch from a backup.
[[nodiscard]] Problem damaged_file(std::filesystem::path const& file, std::string const& how);

/// Whether another process has the store open for writing. Not to be asked by the one that has.
[[nodiscard]] bool is_served(std::filesystem::path const& folder);
/// kUnavailable: a reader beside a gateway found a file gone.
[[nodiscard]] Problem rewritten_meanwhile();

/// CURRENT, the manifests and the write-ahead logs, without opening the store: each record whole, and nothing between
/// them. RocksDB takes a damaged last record for one that a crash cut off, and goes on without it.
[[nodiscard]] Result<void> check_record_files(std::filesystem::path const& folder);

/// The table files against the checksums that the manifest holds, and the files that nothing reads (IDENTITY, OPTIONS)
/// against those that remember_small_files() stored.
[[nodiscard]] Result<void> check_other_files(Database const& database, std::filesystem::path const& folder);

/// Of a store that cannot be opened: the first table file that cannot be read whole, if there is one.
[[nodiscard]] Result<void> check_tables_alone(std::filesystem::path const& folder);

/// Once, after the store was opened for writing, which makes these files anew.
[[nodiscard]] Result<void> remember_small_files(Database& database, std::filesystem::path const& folder);

/// CRC-32C of whole table files, for the manifest.
[[nodiscard]] std::shared_ptr<rocksdb::FileChecksumGenFactory> table_checksums();

}  // namespace micklegate::storage
