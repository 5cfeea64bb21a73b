// What the witnesses have vouched for: their cosignatures, verified and gathered until they are a quorum.
#pragma once

#include "gateway/commit/gathering.hpp"
#include "gateway/commit/ledger.hpp"

#include <functional>
#include <memory>
#include <mutex>

namespace micklegate::commit {

/// Whether the ledger's log, as it was when it had that many entries, is the checkpoint's.
[[nodiscard]] Result<bool> contains(Ledger const& ledger, evidence::Checkpoint const& checkpoint);

/// Thread-safe.
class WitnessedLog {
public:
    using Policy = std::shared_ptr<evidence::WitnessPolicy const>;
    struct Ports {
        /// Writes the witnessed checkpoint where the next start looks for it; durable when it returns.
        std::function<Result<void>(std::string const& note)> keep;
        /// Told of a checkpoint that the log's own key signed and that its tree does not contain.
        std::function<void(std::string const& note)> contradicted;
    };

    /// The ledger outlives it.
    WitnessedLog(Ledger const& ledger, evidence::NoteKey log, Ports ports, Clock clock = system_now);

    /// Before the first judge_by(): what was kept by an earlier run.
    [[nodiscard]] Result<void> restore(std::string_view note);
    /// From now on; null asks nobody. What was gathered under the policy before is gathered anew.
    void judge_by(Policy policy);
    [[nodiscard]] Policy policy() const;

    /// The checkpoint that is to be cosigned now, our own line first and then those that it has: the newest, until it
    /// has one; then as Gathering::offer_on() says.
    [[nodiscard]] Result<evidence::Note> pending();

    /// Of a checkpoint that anybody shows: kInvalidValue for another log's, kIntegrity where the tree does not contain
    /// it.
    [[nodiscard]] Result<void> compare(std::string_view note) const;

    struct Taken {
        evidence::Checkpoint checkpoint;
        std::vector<std::string> cosigned;  ///< by whom, in the policy's names, the lines taken before included
    };
    /// Verifies a checkpoint of this log and the lines under it that are the policy's witnesses', and keeps those. It
    /// need not be the newest or the pending one. Further than compare(): kInvalidValue where a line of a witness does
    /// not verify, kNotFound where nobody is asked.
    [[nodiscard]] Result<Taken> take(std::string_view note);
    /// What a witness says that it holds, without showing it. What the log has not come to is not believed.
    void is_ahead(std::string const& witness, std::uint64_t size);
    /// Keeps what has its quorum and could not be kept before.
    [[nodiscard]] Result<void> settle();

    /// The newest checkpoint that has its quorum, once it is kept; nothing before there is one.
    [[nodiscard]] std::optional<std::string> witnessed() const;
    /// Its size; 0 before there is one.
    [[nodiscard]] std::uint64_t witnessed_size() const;
    /// Who has not cosigned the pending checkpoint and would count.
    [[nodiscard]] std::vector<std::string> missing() const;
    /// The note with the lines that were gathered for exactly it.
    [[nodiscard]] std::string with_cosignatures(std::string note) const;

private:
    [[nodiscard]] Result<SignedCheckpoint> open(std::string_view note) const;
    /// As compare() says.
    [[nodiscard]] Result<SignedCheckpoint> open_ours(std::string_view note) const;
    [[nodiscard]] Result<SignedCheckpoint> newest() const;
    [[nodiscard]] Result<evidence::QuorumState> gather(SignedCheckpoint found, evidence::WitnessPolicy const& policy);
    [[nodiscard]] Result<void> keep(std::uint64_t size);

    Ledger const& ledger_;
    evidence::NoteKey const log_;
    Ports const ports_;
    Clock const clock_;

    std::mutex keeping_;  ///< held while one is written; taken before the other
    mutable std::mutex mutex_;
    Policy policy_;
    Gathering gathering_;
    std::optional<SignedCheckpoint> kept_;  ///< the newest that ever had its quorum
    bool enough_ = false;                   ///< kept_ has the quorum of today's policy
};

}  // namespace micklegate::commit
