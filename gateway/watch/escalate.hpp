// Step 9 of the road: a deadline that passes is told to the next in the agreement's chain, once, by an entry of the
// log.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/watch/chain.hpp"
#include "gateway/watch/turn_to.hpp"

namespace micklegate::watch {

/// One step of a message's chain that has fallen due.
struct Escalation {
    deliver::Due alarm;    ///< that rang
    std::size_t step = 0;  ///< in the chain, from 0
    std::string target;    ///< as the agreement names it
    AgencyId to;
    std::optional<Moment> next;  ///< when the one after it falls due; nothing where there is none
};

/// What an alarm that rings now asks for; nothing where somebody was quicker.
[[nodiscard]] Result<std::optional<Escalation>> escalation_of(deliver::Due const& alarm, commit::Ledger const& ledger,
                                                              PromisedChains& chains, Partnership const& partnership,
                                                              policy::PolicySet const& current, Moment now);

/// An `escalated` entry, in one line with what the message's recipient does. Where nobody waits for the message any
/// more, or the step stands in the journal, there is no entry, and the receipt is empty.
[[nodiscard]] commit::Intent escalate(Escalation what);

}  // namespace micklegate::watch
