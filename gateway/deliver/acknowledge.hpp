// Step 8 of the road, the recipient's side: delivered, opened, actioned or rejected, each a log entry with who did it.
#pragma once

#include "gateway/commit/actor.hpp"
#include "gateway/commit/commit_loop.hpp"

namespace micklegate::deliver {

/// What the recipient's system or a named person did with a message.
struct Acknowledgement {
    commit::EntryKind kind = commit::EntryKind::kOpened;  ///< kDelivered, kOpened, kActioned or kRejected
    std::string message;
    AgencyId by_agency;
    std::string by_person;  ///< name and role; empty only for kDelivered
    std::string code;       ///< for kRejected: why, from kRejectionCodes
};

/// Order: accepted -> delivered -> opened -> actioned | rejected. Each further person's opening is a step of its own,
/// also after the last (DPA 2018 s.62(3)(b): who consulted). A repeat, by the same person with the same code, is
/// answered with the receipt of the first; a step out of order, or an end other than the one recorded, is kWrongState;
/// a message that is not this agency's is kNotFound, like one that does not exist. An opening by more persons than
/// `most_readers` is kWrongState, too: a timeline is read as a whole, by the commit thread as well, so it has an end.
[[nodiscard]] commit::Intent acknowledge(Acknowledgement what, crypto::SiteKeys const& keys, std::size_t most_readers);

}  // namespace micklegate::deliver
