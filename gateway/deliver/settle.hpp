// The end of a held message: a named person at the duty desk releases it or returns it to its sender, once.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::deliver {

/// What a person at the desk decided about a held message.
struct Settlement {
    commit::EntryKind kind = commit::EntryKind::kReturned;  ///< or kReleased
    std::string message;
    AgencyId desk;
    std::string by_person;         ///< name and role
    std::string reason;            ///< free text, which may hold personal data
    std::string code{};            ///< kReturned: what to mend, from kReturnCodes; empty for what the hold mostly asks
    std::optional<AgencyId> to{};  ///< kReleased: the recipient, where the person named it
    /// kReleased: what it becomes, the entry and the sealed letter of an accepted message. Empty where the message was
    /// seen to be settled already, and a repeat is all that this can be.
    std::optional<commit::Append> accepted{};
};

/// `held` is the entry that held the message. The step and, with a release, the accepted message are stored together or
/// not at all. A repeat, the same decision by the same person, is answered with the receipt of the first. kWrongState:
/// it is settled otherwise, the sender has sent the event anew, or who releases has not opened it. kNotFound: it is not
/// a held message of this desk.
[[nodiscard]] commit::Intent settle(Settlement what, commit::Entry const& held, crypto::SiteKeys const& keys);

}  // namespace micklegate::deliver
