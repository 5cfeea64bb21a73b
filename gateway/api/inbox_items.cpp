#include "gateway/api/inbox_items.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

Result<InboxPage> inbox_page(commit::Ledger const& ledger, AgencyId const& agency, std::optional<Sequence> after,
                             std::size_t limit)
{
    auto const items = deliver::mailbox(ledger.projections(), agency.get(), after, limit);
    if (!items)
        return items.error();
    InboxPage page;
    for (deliver::MailboxItem const& item : *items) {
        auto const receipt = commit::stored_receipt(ledger, item.index);
        auto const steps = deliver::timeline(ledger.projections(), item.message);
        if (!receipt || !steps)
            return receipt ? steps.error() : receipt.error();
        commit::Entry const& entry = receipt->entry;
        boost::json::object out;
        out["message"] = item.message;
        out["type"] = entry.type;
        out["from"] = entry.agency;
        out["sent"] = rfc3339(entry.time);
        if (entry.deadline)
            out["deadline"] = rfc3339(*entry.deadline);
        out["state"] = name_of(deliver::furthest(*steps));
        if (entry.kind == commit::EntryKind::kHeld)
            out["held"] = entry.code;
        out["index"] = item.index;
        page.items.push_back(std::move(out));
        page.next = item.index;
    }
    return page;
}

}  // namespace micklegate::api
