#include "gateway/storage/fold.hpp"

#include "gateway/commit/destroyed.hpp"
#include "gateway/commit/known_values.hpp"
#include "gateway/commit/policy_in_force.hpp"
#include "gateway/commit/seen_events.hpp"
#include "gateway/commit/setup_state.hpp"
#include "gateway/deliver/breach.hpp"
#include "gateway/deliver/due.hpp"
#include "gateway/deliver/held_queue.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/history/change.hpp"
#include "gateway/keep/fold.hpp"

namespace micklegate::storage {

Result<void> fold_record(Sequence index, commit::Record const& record, commit::KeyValueWriter& out,
                         audit::IndexRows& rows)
{
    auto const decoded = commit::decode_entry(record.entry);
    if (!decoded)
        return decoded.error();
    commit::fold_policy(index, *decoded, out);
    commit::fold_seen_event(index, *decoded, out);
    deliver::fold_mailbox(index, *decoded, out);
    deliver::fold_due(*decoded, out);
    deliver::fold_held_queue(index, *decoded, out);
    commit::fold_setup(*decoded, out);
    commit::fold_destroyed(index, *decoded, out);
    deliver::fold_breach_clocks(index, *decoded, out);
    keep::fold(index, *decoded, out);
    rows.add(index, *decoded);
    auto const changed = history::fold(index, record.change, out);
    return changed ? commit::fold_known(record.known, out) : changed;
}

Result<void> fold(Sequence index, commit::Record const& record, commit::KeyValueWriter& out)
{
    audit::IndexRows rows;
    auto folded = fold_record(index, record, out, rows);
    rows.write(out);
    return folded;
}

}  // namespace micklegate::storage
