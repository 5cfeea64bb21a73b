// The one road every message walks, steps 2 to 7, as a function of what arrived and what the gateway knows.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/model/agency.hpp"
#include "gateway/model/stop.hpp"
#include "gateway/model/waiver.hpp"
#include "gateway/policy/policy_set.hpp"
#include "gateway/read/cloud_event.hpp"
#include "gateway/registers/registers.hpp"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace micklegate::road {

/// What a message is decided under. Replaced as a whole; a message keeps the one it started with.
struct Setup {
    std::shared_ptr<policy::PolicySet const> policy;
    AgenciesSnapshot agencies;
    std::shared_ptr<registers::Registers const> registers;
};

/// Marks of what the messages of one request say about their people, by link.
using KnownBeside = std::unordered_map<std::string, std::unordered_set<std::string>>;

/// One arrival: who knocks (from the certificate), under which setup, when.
struct Arrival {
    AgencyId peer;
    Setup setup;
    Moment now;
    std::optional<Waiver> waiver{};  ///< of a held message that a person at the duty desk lets walk again
    KnownBeside beside{};            ///< what the messages of the same request tell, see Road::told_in
};

/// Thread-safe: holds keys only.
class Road {
public:
    /// `keys` and `subjects` outlive the road. `desk` is the duty desk that held messages are sealed to; it must be an
    /// agency of every setup.
    Road(crypto::SiteKeys const& keys, commit::SubjectKeys const& subjects, AgencyId desk);

    /// Walks one event to the brink of commitment. Whatever comes of it (accepted, held, refused, a repeat) is an
    /// intent, because refusals are evidence too; nothing has been stored yet. `ledger` tells repeats early, before
    /// work is spent on them.
    [[nodiscard]] commit::Intent walk(read::ReadEvent arrived, Arrival const& arrival,
                                      commit::Ledger const& ledger) const;

    /// What the events of one request say about their people: a sibling's school stands in the next row, and neither is
    /// in the ledger yet.
    /// Only of what its sender may send at all.
    [[nodiscard]] KnownBeside told_in(std::span<read::Place const> places, Arrival const& arrival) const;

    /// Walks a held event again, under the policies of now, past the one question that the arrival's waiver answers.
    /// The arrival's peer is the sender. What would be stored for the recipient; or why it must stay held. Nothing has
    /// been stored yet.
    [[nodiscard]] Result<Passed<commit::Append>> release(Event held, Arrival const& arrival,
                                                         commit::Ledger const& ledger) const;

    [[nodiscard]] AgencyId const& desk() const noexcept { return desk_; }

private:
    /// Null where the event is about nobody in particular.
    [[nodiscard]] Result<commit::SubjectKeyPtr> subject_of(Event const& event, Setup const& setup,
                                                           commit::Ledger const& ledger) const;

    crypto::SiteKeys const& keys_;
    commit::SubjectKeys const& subjects_;
    AgencyId desk_;
};

}  // namespace micklegate::road
