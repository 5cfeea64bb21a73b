// The log's public resources, cut from the ledger: checkpoint, hash tiles and entry bundles (C2SP tlog-tiles).
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/commit/subject_keys.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/evidence/tiles.hpp"
#include "gateway/evidence/verify_log.hpp"

namespace micklegate::commit {

/// What the ledger's newest note says; the signature is our own and not looked at again. kNotFound before the first
/// entry.
[[nodiscard]] Result<evidence::Checkpoint> newest_checkpoint(std::string const& note);

/// The bytes at `path` ("checkpoint", "tile/0/000.p/3", "tile/entries/000"); kNotFound for a tile the log has not
/// filled that far. What the log has and cannot read is the ledger's problem, never an absence.
[[nodiscard]] Result<Bytes> log_resource(Ledger const& ledger, std::string_view path);

/// A site's own store as a source to verify, stored sealed bytes included. A bundle with a damaged entry ends before
/// it.
class LedgerSource final : public evidence::LogSource {
public:
    /// Without `subjects` it holds no companions that can be compared. Both outlive it.
    explicit LedgerSource(Ledger const& ledger, SubjectKeys const* subjects = nullptr)
        : ledger_{ledger}, subjects_{subjects}
    {
    }
    [[nodiscard]] Result<Bytes> fetch(std::string const& path) override;
    [[nodiscard]] Result<evidence::Digest> sealed_digest(std::uint64_t index) override;
    [[nodiscard]] Result<evidence::Digest> change_digest(std::uint64_t index) override;
    [[nodiscard]] bool concurrent() const override { return true; }

private:
    Ledger const& ledger_;
    SubjectKeys const* subjects_;
};

}  // namespace micklegate::commit
