#include "gateway/api/inbox_items.hpp"

#include "gateway/api/kept_copy.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {
namespace {

Result<boost::json::object> item_of(commit::Ledger const& ledger, commit::Receipt const& receipt,
                                    std::vector<deliver::Step> const& steps, Sequence index)
{
    commit::Entry const& first = receipt.entry;
    boost::json::object out;
    out["message"] = first.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["sent"] = rfc3339(first.time);
    if (auto const put = put_deadline_or_destruction(ledger, receipt, steps, out); !put)
        return put.error();
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
        auto shown = item_of(ledger, *first, *steps, item.index);
        if (!shown)
            return shown.error();
        page.items.push_back(*std::move(shown));
        page.next = item.index;
    }
    return page;
}

}  // namespace micklegate::api
