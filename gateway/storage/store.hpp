// The embedded store: one RocksDB under SITE/data, holding the journal, its tree and everything folded from it.
#pragma once

#include "gateway/commit/journal.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/crypto/signing.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace micklegate::storage {

struct StoreSettings {
    std::filesystem::path folder;
    std::string origin;                            ///< of the log; also the name of its key
    std::function<void(std::string const&)> warn;  ///< RocksDB's own warnings too, called from its threads
};

/// Files that RocksDB keeps open at most, write-ahead logs and those of a running compaction not counted.
inline constexpr int kMostOpenFiles = 256;

/// One process opens a store for writing at a time; a second gets kUnavailable. The destructor closes it cleanly.
class Store {
public:
    /// Opens or creates, raises the epoch, and checks that tree, head and checkpoint agree (kIntegrity otherwise).
    /// `key` signs a checkpoint with every commit and must outlive the store.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(StoreSettings settings, crypto::SigningKey const& key);
    /// A read-only view, also of a store that a running gateway holds open; what it shows is synced. Its journal
    /// refuses to append.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open_read_only(StoreSettings settings);

    ~Store();
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;

    [[nodiscard]] commit::Journal& journal() noexcept;
    [[nodiscard]] commit::Ledger const& ledger() const noexcept;

    /// Rewrites the files that still hold bytes of destroyed messages and keys. True when there were any. Takes as long
    /// as copying these files; appends go on meanwhile. Any thread.
    [[nodiscard]] Result<bool> purge();
    /// About how much space it would take before it frees any; 0 where there is nothing to rewrite. Any thread.
    [[nodiscard]] std::uint64_t bytes_to_purge() const;
    /// Ends a purge that runs, and none does anything any more: what it did not come to is remembered on the disk, and
    /// is for a store that is opened later. Any thread, once.
    void end_purges();
    /// kUnavailable once the folder is not the one that was opened: what is written to it now is gone with the process.
    [[nodiscard]] Result<void> check_place() const;
    /// Before opening: kIntegrity names a file whose damage RocksDB could take for the end of what was written.
    [[nodiscard]] static Result<void> check_record_files(std::filesystem::path const& folder);
    /// kIntegrity names a file that is not, byte for byte, what RocksDB wrote. Takes as long as reading all of them.
    [[nodiscard]] Result<void> check_files() const;
    /// Bytes of RocksDB's files on disk, write-ahead log included; nothing when they cannot be listed.
    [[nodiscard]] std::optional<std::uint64_t> bytes_on_disk() const;

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace micklegate::storage
