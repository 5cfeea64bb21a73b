// A log entry: what happened, by whom, under which rule; canonical JSON without personal data in clear.
// Fields follow DPA 2018 s.62 (the six operations) and audit-trail practice; docs/log.md describes each.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace micklegate::commit {

/// The steps of a message stand in the order in which it takes them.
enum class EntryKind {
    kGenesis,    ///< the first entry of a log
    kPolicy,     ///< a policy set came into force
    kAccepted,   ///< a message was sealed for its recipient
    kHeld,       ///< a message waits for a person, sealed to the duty desk
    kRefused,    ///< a message was refused; nothing of it is stored
    kDelivered,  ///< the recipient's system fetched the sealed message
    kOpened,
    kActioned,
    kRejected,
    kReleased,  ///< a held message went on to a recipient, as a message of its own
    kReturned,  ///< a held message went back to its sender
};

[[nodiscard]] std::string_view name_of(EntryKind kind) noexcept;

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
    std::string agency;      ///< acting agency
    std::string recipient;   ///< empty where there is none
    std::string instead_of;  ///< the agency that was meant, where the recipient is its alternate
    std::optional<ActorMark> actor;
    std::string message;        ///< message id
    std::string released_from;  ///< of an accepted message: the held one it was
    std::string released_as;    ///< of a held message: the accepted one it became
    std::string type;           ///< message type and version, e.g. "encompass.notification/1"
    std::string purpose;
    std::string lawful_basis;
    std::string agreement;  ///< "name/version"
    std::string rule;
    std::string policy;  ///< digest of the policy set
    std::string code;    ///< refusal, hold, rejection or return code
    std::string why;
    std::string reason;  ///< commitment to what the person said; the opening is in the sidecar
    std::vector<std::string> released;
    std::vector<std::string> withheld;
    std::vector<std::string> subjects;  ///< pseudonyms
    std::optional<EventMark> event;
    std::string sealed_sha256;  ///< hex; of the sealed bytes in the sidecar
    std::uint64_t sealed_bytes = 0;
    std::string content;  ///< commitment to the sealed content, opened by the salt inside it
    std::optional<Moment> deadline;
    std::string acknowledgement;  ///< the step that meets the deadline: accepted, delivered, opened or actioned
};

/// RFC 8785 text: the leaf's bytes. Empty fields are left out.
[[nodiscard]] std::string encode(Entry const& entry);
/// kIntegrity when the text is not an entry this version wrote.
[[nodiscard]] Result<Entry> decode_entry(std::string_view text);

}  // namespace micklegate::commit
