// The checkpoints that witnesses have begun to sign, and which of them is offered to those who come next.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/evidence/witness_policy.hpp"

#include <map>
#include <optional>

namespace micklegate::commit {

/// Our own line stands first, then those of witnesses.
struct SignedCheckpoint {
    evidence::Checkpoint checkpoint;
    evidence::Note note;
};

/// Not thread-safe. All checkpoints are of one log, so there is one of a size. What it hands out is valid until it is
/// next changed.
class Gathering {
public:
    /// How long the others have to cosign the offered checkpoint once a witness has signed a larger one: two rounds of
    /// those that come each minute.
    static constexpr std::chrono::seconds kPatience{120};
    /// The same where a witness only says that it is ahead, which costs it nothing: time for all that come once a day.
    static constexpr std::chrono::seconds kLongPatience{25 * 3600};

    /// Null before there is one.
    [[nodiscard]] SignedCheckpoint const* offered() const;
    /// What is to be offered on: the same, while it has lines and none of `witnessed` entries has its quorum, so that
    /// witnesses who come at different times sign the same one. Where some are ahead of it, it stays no longer than
    /// kPatience or kLongPatience, and not at all once those that are left are no quorum; then the largest that they
    /// cosigned. Null: it is time for the newest.
    [[nodiscard]] SignedCheckpoint const* offer_on(std::uint64_t witnessed, Moment now);
    /// The offered one stays where it is no older.
    SignedCheckpoint const& offer_newest(SignedCheckpoint newest, Moment now);

    /// Adds its lines to those that were gathered for the same. Problems as evidence::quorum_of().
    [[nodiscard]] Result<evidence::QuorumState> add(SignedCheckpoint found, evidence::WitnessPolicy const& policy);
    /// The witness holds a checkpoint of that size.
    void is_ahead(std::string const& witness, std::uint64_t size, evidence::WitnessPolicy const& policy);

    [[nodiscard]] SignedCheckpoint const* of_size(std::uint64_t size) const;
    [[nodiscard]] SignedCheckpoint const* with_text(std::string_view text) const;
    /// Of too many the smallest, but for the offered one.
    void forget_old();

private:
    [[nodiscard]] bool is_stalled(Moment now) const;
    [[nodiscard]] std::optional<std::uint64_t> largest_begun() const;
    [[nodiscard]] bool is_overtaken(evidence::WitnessPolicy const& policy) const;
    void offer(std::uint64_t size, Moment now);

    std::map<std::uint64_t, SignedCheckpoint> gathered_;  ///< by size
    std::optional<std::uint64_t> offered_;                ///< a key of gathered_
    Moment since_{};
    std::map<std::string, std::uint64_t, std::less<>> furthest_;  ///< the largest size each witness is known to hold
    bool overtaken_ = false;  ///< too many hold a larger one for the offered to have its quorum
};

}  // namespace micklegate::commit
