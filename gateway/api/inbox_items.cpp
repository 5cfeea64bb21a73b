#include "gateway/api/inbox_items.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

Result<InboxPage> inbox_page(commit::Ledger const& ledger, AgencyId const& agency, std::optional<Sequence> after, std::size_t limit)
{
    InboxPage page;
    for (deliver::MailboxItem const& item : deliver::mailbox(ledger.projections(), agency.get(), after, limit)) {
        auto const receipt = commit::stored_receipt(ledger, item.index);
        if (!receipt)
            return receipt.error();
        commit::Entry const& entry = receipt->entry;
        boost::json::object out;
        out["message"] = item.message;
        out["type"] = entry.type;
        out["from"] = entry.agency;
        out["sent"] = rfc3339(entry.time);
        if (entry.deadline)
            out["deadline"] = rfc3339(*entry.deadline);
        out["state"] = name_of(deliver::timeline(ledger.projections(), item.message).back().kind);
        if (entry.kind == commit::EntryKind::kHeld)
            out["held"] = entry.code;
        out["index"] = item.index;
        page.items.push_back(std::move(out));
        page.next = item.index;
    }
    return page;
}

}  // namespace micklegate::api
