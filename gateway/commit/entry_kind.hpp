// What an entry records, and which of the six operations of DPA 2018 s.62(1) that is.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace micklegate::commit {

/// The steps of a message stand in the order in which it takes them, then what may come to it later, then what concerns
/// the log, people and the gateway itself. Stores hold their numbers, so what is new stands last.
enum class EntryKind {
    kGenesis,    ///< the first entry of a log
    kPolicy,     ///< a policy set came into force
    kAccepted,   ///< a message was sealed for its recipient
    kHeld,       ///< a message waits for a person, sealed to the duty desk
    kRefused,    ///< a message or a request was refused; nothing of it is stored
    kDelivered,  ///< the recipient's system fetched the sealed message
    kOpened,
    kActioned,
    kRejected,
    kReleased,          ///< a held message went on to a recipient, as a message of its own
    kReturned,          ///< a held message went back to its sender
    kCorrected,         ///< a later message says what of this one was wrong
    kWithdrawn,         ///< a later message takes this one back
    kRecalled,          ///< its sender took it back before anybody opened it
    kRecallRequested,   ///< its sender asked those who opened it to destroy it
    kDestroyed,         ///< a reader confirmed that a recalled message was destroyed
    kBreachAssessed,    ///< whether the Commissioner was told, and why
    kExpired,           ///< sealed copies reached the end of their retention
    kSearched,          ///< somebody searched the log
    kIdentityOpened,    ///< the person behind an entry was named to somebody
    kExported,          ///< an evidence pack was made
    kErasureRequested,  ///< the first of two persons asked that a subject be erased
    kErased,            ///< the second agreed, and the subject's key was destroyed
    kHoldPlaced,        ///< nothing of a subject may be erased
    kHoldLifted,
    kRegister,   ///< a register of persons or places was replaced
    kAgency,     ///< an agency was enrolled, changed, suspended or removed
    kKey,        ///< a certificate of the gateway was renewed
    kSettings,   ///< the operator's settings are others
    kSignedIn,   ///< an agency's system came back after a while
    kEscalated,  ///< a deadline passed, and the next in the agreement's chain was turned to
    kLookedUp,   ///< somebody asked a register about a person
    kReliedOn,   ///< they acted on what it answered
};

[[nodiscard]] std::string_view name_of(EntryKind kind) noexcept;
[[nodiscard]] std::optional<EntryKind> kind_named(std::string_view name) noexcept;
/// The DPA 2018 s.62(1) operation that entries of the kind log, or "administration".
[[nodiscard]] std::string_view operation_of(EntryKind kind) noexcept;
/// Those that log the operation; none where there is no such operation.
[[nodiscard]] std::vector<EntryKind> kinds_of(std::string_view operation);

}  // namespace micklegate::commit
