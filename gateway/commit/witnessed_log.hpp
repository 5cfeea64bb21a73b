// What the witnesses have vouched for: their cosignatures, verified and gathered until they are a quorum.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/evidence/witness_policy.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace micklegate::commit {

/// Whether the ledger's log, as it was when it had that many entries, is the checkpoint's.
[[nodiscard]] Result<bool> contains(Ledger const& ledger, evidence::Checkpoint const& checkpoint);

/// Thread-safe.
class WitnessedLog {
public:
    /// How long the others have to cosign the pending checkpoint once a witness is ahead of it: two rounds of those
    /// that come each minute.
    static constexpr std::chrono::seconds kPatience{120};

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

    /// The checkpoint that is to be cosigned now, our own line first and then those that it has. Once it has one it
    /// stays the same until it has its quorum: witnesses who come at different times sign the same one. Where some are
    /// ahead of it, it stays no longer than kPatience, and not at all once those that are left are no quorum; then it
    /// is the largest that they cosigned.
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
    struct Signed {
        evidence::Checkpoint checkpoint;
        evidence::Note note;  ///< our own line first
    };
    [[nodiscard]] Result<Signed> open(std::string_view note) const;
    /// As compare() says.
    [[nodiscard]] Result<Signed> open_ours(std::string_view note) const;
    [[nodiscard]] Result<Signed> newest() const;
    [[nodiscard]] Result<evidence::QuorumState> add(Signed found, Policy const& policy);
    [[nodiscard]] Result<void> keep(std::uint64_t size);
    [[nodiscard]] bool is_overtaken(evidence::WitnessPolicy const& policy) const;
    [[nodiscard]] bool is_gathering() const;
    [[nodiscard]] bool has_waited() const;
    [[nodiscard]] std::optional<std::uint64_t> largest_begun() const;
    void offer(std::uint64_t size);
    void forget_old();

    Ledger const& ledger_;
    evidence::NoteKey const log_;
    Ports const ports_;
    Clock const clock_;

    std::mutex keeping_;  ///< held while one is written; taken before the other
    mutable std::mutex mutex_;
    Policy policy_;
    std::map<std::uint64_t, Signed> gathered_;  ///< by size; the tree contains each, so there is one of a size
    std::optional<std::uint64_t> pending_;      ///< a key of gathered_
    Moment pending_since_{};
    std::map<std::string, std::uint64_t, std::less<>> furthest_;  ///< the largest size each witness is known to hold
    bool overtaken_ = false;      ///< too many cosigned a larger one for the pending to have its quorum
    std::optional<Signed> kept_;  ///< the newest that ever had its quorum
    bool enough_ = false;         ///< kept_ has the quorum of today's policy
};

}  // namespace micklegate::commit
