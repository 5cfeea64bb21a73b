// Who acted, and why: into the entry as pseudonym and commitments, and beside it what opens them.
#pragma once

#include "gateway/commit/actor.hpp"
#include "gateway/commit/commit_loop.hpp"
#include "gateway/commit/private_text.hpp"

namespace micklegate::commit {

inline void name_actor(Append& append, MarkedActor actor)
{
    append.entry.actor = std::move(actor.mark);
    append.actor_opening = std::move(actor.opening);
}

inline void give_reason(Append& append, PrivateText reason)
{
    append.entry.reason = std::move(reason.commitment);
    append.reason_opening = std::move(reason.opening);
}

}  // namespace micklegate::commit
