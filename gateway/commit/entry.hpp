// A log entry: what happened, by whom, under which rule; canonical JSON without personal data in clear.
// Fields follow DPA 2018 s.62 (the six operations) and audit-trail practice; docs/log.md describes each.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"
#include "gateway/commit/entry_kind.hpp"
#include "gateway/model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace micklegate::commit {

/// A person, as the log names them: a keyed pseudonym and a salted commitment to the identity. The opening is in the
/// sidecar.
struct ActorMark {
    std::string pseudonym;
    std::string commitment;
};

/// What the sender's submission was, without saying it: both are keyed hashes.
struct EventMark {
    std::string key;          ///< of (source, id): the idempotency key
    std::string fingerprint;  ///< of the whole event
};

struct Entry {
    EntryKind kind = EntryKind::kGenesis;
    Moment time{};
    std::string clock;       ///< "unsynchronised" where the system says that its clock is not
    std::string agency;      ///< acting agency
    std::string recipient;   ///< empty where there is none
    std::string instead_of;  ///< the agency that was meant, where the recipient is its alternate
    std::optional<ActorMark> actor;
    std::string message;        ///< message id
    std::string released_from;  ///< of an accepted message: the held one it was
    std::string released_as;    ///< of a held message: the accepted one it became
    std::string follows;        ///< the message that this one corrects, withdraws or answers
    std::string followed_by;    ///< of what was corrected or withdrawn: the message that does so
    std::string correlation;    ///< keyed hash of what the sender ties its messages together with
    std::string type;           ///< message type and version, e.g. "encompass.notification/1"
    std::string purpose;
    std::string lawful_basis;
    std::string agreement;  ///< "name/version"
    std::string rule;
    std::string policy;  ///< digest of the policy set
    std::string code;    ///< refusal, hold, rejection or return code; of an administrative entry, what was done
    std::string why;
    std::string reason;  ///< commitment to what the person said; the opening is in the sidecar
    std::vector<std::string> released;
    std::vector<std::string> withheld;
    std::vector<std::string> subjects;  ///< pseudonyms
    std::vector<std::string> filters;   ///< of a search, "dimension=value"; persons by pseudonym alone
    std::vector<std::string> state;     ///< of an administrative entry, "aspect=value" as it is from now on
    std::vector<std::string> due_for;   ///< of what ends the wait for a message: the agencies that saw it as due
    std::optional<EventMark> event;
    std::string sealed_sha256;  ///< hex; of the sealed bytes in the sidecar
    std::uint64_t sealed_bytes = 0;
    std::string content;  ///< commitment to the sealed content, opened by the salt inside it
    std::string change;   ///< hex SHA-256 of what the message changed in a register, as it is stored beside the entry
    std::optional<Moment> deadline;
    std::optional<Moment> notify_by;  ///< of a recall: until when the Commissioner is to be told
    /// Of an escalation that is not the first: when it fell due. Of what ends the wait: the one it spared.
    std::optional<Moment> escalation_due;
    std::optional<Moment> next_escalation;  ///< of an escalation: when the next one falls due, if nothing is done
    std::string acknowledgement;  ///< the step that meets the deadline: accepted, delivered, opened or actioned
    std::string retention;        ///< class, of the agreement
    std::optional<std::uint64_t>
        keep_days;                         ///< how long the gateway keeps the sealed bytes once the message is settled
    std::optional<Sequence> entry;         ///< the entry that this one is about
    std::optional<std::uint64_t> entries;  ///< how many were shown or exported
    std::vector<Sequence> destroyed;       ///< entries whose sealed bytes were destroyed with this one
    std::vector<Sequence> struck;          ///< entries whose changes to registers were
};

/// RFC 8785 text: the leaf's bytes. Empty fields are left out.
[[nodiscard]] std::string encode(Entry const& entry);
/// kIntegrity when the text is not an entry this version wrote.
[[nodiscard]] Result<Entry> decode_entry(std::string_view text);

}  // namespace micklegate::commit
