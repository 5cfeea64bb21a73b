#include "gateway/api/kept_copy.hpp"

#include "gateway/commit/destroyed.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::EntryKind;

std::string_view cause(EntryKind destroyer) noexcept
{
    return name_of(destroyer == EntryKind::kRecallRequested ? EntryKind::kRecalled : destroyer);
}

bool is_met(commit::Entry const& first, std::vector<deliver::Step> const& steps)
{
    return std::ranges::any_of(
        steps, [&](deliver::Step const& step) { return deliver::meets(step.kind, first.acknowledgement); });
}

}  // namespace

Result<void> put_deadline_or_destruction(commit::Ledger const& ledger, commit::Receipt const& first,
                                         std::vector<deliver::Step> const& steps, object& out)
{
    auto const by = commit::destroyed_by(ledger.projections(), first.index);
    if (!by)
        return by.error();
    if (!*by) {
        bool const counts = deliver::taken_back(steps) == nullptr && !is_met(first.entry, steps);
        if (first.entry.deadline && counts)
            out["deadline"] = rfc3339(*first.entry.deadline);
        return {};
    }
    auto const destroyer = commit::stored_receipt(ledger, **by);
    if (!destroyer)
        return destroyer.error();
    object destroyed;
    destroyed["by"] = cause(destroyer->entry.kind);
    destroyed["time"] = rfc3339(destroyer->entry.time);
    destroyed["index"] = **by;
    out["copy_destroyed"] = std::move(destroyed);
    return {};
}

}  // namespace micklegate::api
