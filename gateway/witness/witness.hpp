// An agency's witness: judges, remembers and only then cosigns.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/witness/judge.hpp"
#include "gateway/witness/state_folder.hpp"

namespace micklegate::witness {

/// `<agency id>/witness`, of the agency's own signing key.
[[nodiscard]] evidence::NoteKey witness_key(AgencyId const& agency, crypto::VerifyKey const& key);

struct Office {
    AgencyId agency;
    crypto::SigningKey const& key;          ///< outlives the witness
    std::vector<evidence::NoteKey> logs{};  ///< trusted; a key's name is its log's origin
    Edition edition = Edition::kMain;
    Clock clock = system_now;
};

/// What was cosigned last of a log.
struct Held {
    Checkpoint checkpoint;
    std::string note;
};

/// Thread-safe, and several may share a state folder: judging and remembering is one step for all of them.
class Witness {
public:
    Witness(Office office, StateFolder state);

    [[nodiscard]] evidence::NoteKey const& key() const noexcept { return key_; }

    /// The protocol's answer; on the disk before it is given. 500 where the state cannot be trusted or written: then
    /// nothing is cosigned. A fork that the log signed is kept as evidence.
    [[nodiscard]] Answer add_checkpoint(std::string_view body) const;

    /// Nothing when no checkpoint of that log was cosigned yet; kIntegrity when what is stored does not prove itself.
    [[nodiscard]] Result<std::optional<Held>> held(std::string_view origin) const;
    /// By the hash under which it is served; nothing also for a log that is not witnessed.
    [[nodiscard]] Result<std::optional<Held>> held_under(std::string_view origin_hash) const;
    /// kIntegrity when what is stored of any log does not prove itself.
    [[nodiscard]] Result<void> check() const;

    [[nodiscard]] StateFolder const& state() const noexcept { return state_; }

private:
    [[nodiscard]] Result<Answer> judge(Submission const& submission) const;
    [[nodiscard]] Result<std::optional<Held>> read_held(std::string_view origin) const;
    [[nodiscard]] Result<bool> proves_itself(evidence::Note const& note, std::string_view origin) const;

    Office office_;
    evidence::NoteKey key_;
    StateFolder state_;
};

}  // namespace micklegate::witness
