#include "gateway/api/inbox_items.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {
namespace {

boost::json::object item_of(commit::Entry const& first, std::vector<deliver::Step> const& steps, Sequence index)
{
    boost::json::object out;
    out["message"] = first.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["sent"] = rfc3339(first.time);
    if (first.deadline && deliver::taken_back(steps) == nullptr)
        out["deadline"] = rfc3339(*first.deadline);
    out["state"] = name_of(deliver::state_of(steps));
    if (deliver::to_be_destroyed(steps))
        out["destroy"] = true;
    if (deliver::has(steps, commit::EntryKind::kCorrected))
        out["corrected"] = true;
    if (first.kind == commit::EntryKind::kHeld)
        out["held"] = first.code;
    out["index"] = index;
    return out;
}

}  // namespace

Result<InboxPage> inbox_page(commit::Ledger const& ledger, AgencyId const& agency, std::optional<Sequence> after,
                             std::size_t limit)
{
    auto const items = deliver::mailbox(ledger.projections(), agency.get(), after, limit);
    if (!items)
        return items.error();
    InboxPage page;
    for (deliver::MailboxItem const& item : *items) {
        auto const steps = deliver::timeline(ledger.projections(), item.message);
        if (!steps)
            return steps.error();
        auto const first = commit::stored_receipt(ledger, steps->front().index);
        if (!first)
            return first.error();
        page.items.push_back(item_of(first->entry, *steps, item.index));
        page.next = item.index;
    }
    return page;
}

}  // namespace micklegate::api
