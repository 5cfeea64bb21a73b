#include "gateway/deliver/settled.hpp"

#include "gateway/commit/destroyed.hpp"
#include "gateway/deliver/steps.hpp"

namespace micklegate::deliver {

bool settles(commit::EntryKind step, commit::Entry const& first)
{
    if (ends(step))
        return true;
    return first.kind == commit::EntryKind::kAccepted && reached(step) >= Reached::kDelivered &&
           meets(step, first.acknowledgement);
}

Result<void> note_settled(commit::Entry& step, commit::Receipt const& first, commit::Ledger const& ledger)
{
    if (!first.entry.keep_days || !settles(step.kind, first.entry))
        return {};
    auto const destroyed = commit::destroyed_by(ledger.projections(), first.index);
    if (!destroyed)
        return destroyed.error();
    if (*destroyed)
        return {};
    step.entry = first.index;
    step.retention = first.entry.retention;
    step.keep_days = first.entry.keep_days;
    return {};
}

}  // namespace micklegate::deliver
