// The embedded engine behind the Journal port: records, tree, checkpoint and projections in one synced batch.
#pragma once

#include "gateway/evidence/checkpoint.hpp"
#include "gateway/storage/leftovers.hpp"

#include <atomic>
#include <optional>

namespace micklegate::storage {

class RocksJournal final : public commit::Journal {
public:
    /// `key` is null for a read-only store.
    [[nodiscard]] static Result<std::unique_ptr<RocksJournal>> open(Database& database, std::string origin,
                                                                    crypto::SigningKey const* key);

    [[nodiscard]] commit::AppendResult append(Sequence expected, Epoch epoch,
                                              std::span<commit::Record const> records) override;
    [[nodiscard]] Result<std::vector<commit::Record>> read(Sequence from, std::size_t most) const override;
    [[nodiscard]] commit::JournalHead head() const override;

    /// See Store::purge.
    [[nodiscard]] Result<bool> purge();
    [[nodiscard]] std::uint64_t bytes_to_purge();

private:
    RocksJournal(Database& database, std::string origin, crypto::SigningKey const* key);
    [[nodiscard]] Result<void> take_over();

    Database& database_;
    std::string origin_;
    crypto::SigningKey const* key_;
    evidence::TreeBuilder tree_;
    std::atomic<Sequence> next_{0};
    Epoch epoch_ = 0;
    bool failed_ = false;
    std::unique_ptr<Leftovers> leftovers_;  ///< null where the store is read-only
};

}  // namespace micklegate::storage
