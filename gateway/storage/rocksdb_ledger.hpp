// The read side of the store, behind commit's Ledger port; only storage's .cpp files include this.
#pragma once

#include "gateway/storage/database.hpp"

namespace micklegate::storage {

/// One family as the projections' port reads it.
class FamilyReader final : public commit::KeyValueReader {
public:
    FamilyReader(Database const& database, Family family) : database_{database}, family_{family} {}
    [[nodiscard]] Result<std::optional<std::string>> get(std::string_view key) const override;
    [[nodiscard]] Result<void> scan(
        std::string_view prefix, std::string_view from,
        std::function<bool(std::string_view, std::string_view)> const& visit) const override;
    [[nodiscard]] Result<void> scan_until(
        std::string_view prefix, std::string_view from, std::string_view until,
        std::function<bool(std::string_view, std::string_view)> const& visit) const override;

private:
    Database const& database_;
    Family family_;
};

class StoredTileHashes final : public evidence::TileHashes {
public:
    explicit StoredTileHashes(Database const& database) : database_{database} {}
    [[nodiscard]] Result<std::vector<evidence::Digest>> read(unsigned level, std::uint64_t first,
                                                             std::size_t count) const override;

private:
    Database const& database_;
};

[[nodiscard]] std::string tile_hash_key(unsigned level, std::uint64_t index);
[[nodiscard]] std::string sequence_key(Sequence index);

inline constexpr std::string_view kCheckpointKey = "checkpoint";
inline constexpr std::string_view kNextKey = "next";
inline constexpr std::string_view kEpochKey = "epoch";

class RocksLedger final : public commit::Ledger {
public:
    explicit RocksLedger(Database const& database)
        : database_{database},
          projections_{database, Family::kProjections},
          subject_keys_{database, Family::kSubjects},
          tile_hashes_{database}
    {
    }

    [[nodiscard]] commit::KeyValueReader const& projections() const override { return projections_; }
    [[nodiscard]] commit::KeyValueReader const& subject_keys() const override { return subject_keys_; }
    [[nodiscard]] evidence::TileHashes const& tile_hashes() const override { return tile_hashes_; }
    [[nodiscard]] Result<Sequence> size() const override;
    [[nodiscard]] Result<std::string> entry(Sequence index) const override;
    [[nodiscard]] Result<void> visit_entries(Sequence first, std::size_t count,
                                             std::function<void(std::string_view)> const& visit) const override;
    [[nodiscard]] Result<Bytes> sealed(Sequence index) const override;
    [[nodiscard]] Result<Bytes> actor_opening(Sequence index) const override;
    [[nodiscard]] Result<Bytes> reason_opening(Sequence index) const override;
    [[nodiscard]] Result<Bytes> change(Sequence index) const override;
    /// kNotFound where the entry told of no values.
    [[nodiscard]] Result<Bytes> known(Sequence index) const;
    [[nodiscard]] Result<std::string> checkpoint() const override;

private:
    [[nodiscard]] Result<Bytes> companion(Family family, Sequence index) const;

    Database const& database_;
    FamilyReader projections_;
    FamilyReader subject_keys_;
    StoredTileHashes tile_hashes_;
};

}  // namespace micklegate::storage
