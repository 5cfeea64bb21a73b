// GET /v1/held: what waits for the duty desk.
#include "gateway/api/handlers.hpp"
#include "gateway/api/listing.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/deliver/held_queue.hpp"

namespace micklegate::api {
namespace {

Result<boost::json::object> held_item(commit::Ledger const& ledger, commit::Receipt const& held)
{
    commit::Entry const& entry = held.entry;
    auto const steps = deliver::timeline(ledger.projections(), entry.message);
    if (!steps)
        return steps.error();
    boost::json::object out;
    out["message"] = entry.message;
    out["type"] = entry.type;
    out["from"] = entry.agency;
    out["since"] = rfc3339(entry.time);
    out["code"] = entry.code;
    out["why"] = entry.why;
    out["state"] = name_of(deliver::state_of(*steps));
    out["index"] = held.index;
    return out;
}

Result<InboxPage> held_page(commit::Ledger const& ledger, AgencyId const& desk, InboxQuery const& query)
{
    auto const places = deliver::waiting(ledger.projections(), query.after, query.limit);
    if (!places)
        return places.error();
    InboxPage page;
    for (Sequence const place : *places) {
        auto const held = commit::stored_receipt(ledger, place);
        if (!held)
            return held.error();
        page.next = place;
        if (held->entry.recipient != desk.get())
            continue;  // sealed to a former duty desk, which alone can open it
        auto item = held_item(ledger, *held);
        if (!item)
            return item.error();
        page.items.push_back(*std::move(item));
    }
    return page;
}

}  // namespace

Answer held_list(receive::HttpRequest& request, Services const& services)
{
    Look look = [&](InboxQuery const& query) -> Result<InboxPage> {
        if (auto const may = is_desk(request, services.road); !may)
            return may.error();
        return held_page(services.ledger, request.peer, query);
    };
    return listing(request, services, std::move(look));
}

}  // namespace micklegate::api
