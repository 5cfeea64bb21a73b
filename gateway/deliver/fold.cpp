#include "gateway/deliver/fold.hpp"

#include "gateway/commit/known_values.hpp"
#include "gateway/commit/policy_in_force.hpp"
#include "gateway/commit/seen_events.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"

namespace micklegate::deliver {

Result<void> fold(Sequence index, commit::Record const& record, commit::KeyValueWriter& out)
{
    auto const decoded = commit::decode_entry(record.entry);
    if (!decoded)
        return decoded.error();
    commit::fold_policy(index, *decoded, out);
    commit::fold_seen_event(index, *decoded, out);
    fold_mailbox(index, *decoded, out);
    fold_held_queue(index, *decoded, out);
    return commit::fold_known(record.known, out);
}

}  // namespace micklegate::deliver
