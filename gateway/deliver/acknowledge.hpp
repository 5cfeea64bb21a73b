// Step 8 of the road, the recipient's side: delivered, opened, actioned, rejected or destroyed, each a log entry with
// who did it.
#pragma once

#include "gateway/commit/actor.hpp"
#include "gateway/commit/commit_loop.hpp"

namespace micklegate::deliver {

/// What the recipient's system or a named person did with a message.
struct Acknowledgement {
    commit::EntryKind kind = commit::EntryKind::kOpened;  ///< kDelivered, kOpened, kActioned, kRejected or kDestroyed
    std::string message;
    AgencyId by_agency;
    std::string by_person;  ///< name and role; empty only for kDelivered
    std::string code;       ///< for kRejected: why, from kRejectionCodes
};

/// How the recipient of a message type may answer it, beyond opening it.
struct AnswersOfType {
    bool actioned = false;
    std::vector<std::string> rejections;  ///< codes; empty where it may not be rejected
};
/// By the type as entries name it, "prison.movement/1"; nothing where today's catalogue does not have it. Called by the
/// commit thread, and only for kActioned and kRejected.
using AnswersAllowed = std::function<std::optional<AnswersOfType>(std::string_view type)>;

/// Order: accepted -> delivered -> opened -> actioned | rejected. Each further person's opening is a step of its own,
/// also after the last (DPA 2018 s.62(3)(b): who consulted). A repeat, by the same person with the same code, is
/// answered with the receipt of the first; a step out of order, or an end other than the one recorded, is kWrongState;
/// a message that is not this agency's is kNotFound, like one that does not exist. An opening by more persons than
/// `most_readers` is kWrongState, too: a timeline is read as a whole, by the commit thread as well, so it has an end.
/// Of a message that was taken back only kDestroyed can be recorded, by each person who read it; anything else is
/// kGone. A held message is settled by settle() and by nothing here. What the message's type does not know is
/// kInvalidValue: a step that would promise the sender what no agreement asks for. The first of each kind is taken out
/// of the reserve of disk space, those of further persons are not.
[[nodiscard]] commit::Intent acknowledge(Acknowledgement what, crypto::SiteKeys const& keys, std::size_t most_readers,
                                         AnswersAllowed allowed);

}  // namespace micklegate::deliver
