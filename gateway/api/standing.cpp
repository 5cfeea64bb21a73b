#include "gateway/api/standing.hpp"

#include "gateway/api/auditor.hpp"
#include "gateway/deliver/recall.hpp"

namespace micklegate::api {
namespace {

bool was_recalled(KnownMessage const& known)
{
    return deliver::has(known.steps, commit::EntryKind::kRecalled) ||
           deliver::has(known.steps, commit::EntryKind::kRecallRequested);
}

}  // namespace

bool has_oversight(AgencyId const& agency, Services const& services)
{
    road::Setup const setup = services.setup();
    auto const found = setup.agencies->find(agency);
    bool const stands = found != setup.agencies->end() && !found->second.suspended;
    return stands && (agency == services.road.desk() || is_auditor(setup, agency));
}

Result<ViewedMessage> viewed_message(receive::HttpRequest const& request, Services const& services)
{
    auto const id = message_id(request);
    if (!id)
        return id.error();
    auto known = any_message(services.ledger, *id);
    if (!known)
        return known.error();
    if (deliver::may_take_back(known->first.entry, request.peer, services.road.desk()))
        return ViewedMessage{*std::move(known), Standing::kSender};
    if (known->first.entry.recipient != request.peer.get() && was_recalled(*known) &&
        has_oversight(request.peer, services))
        return ViewedMessage{*std::move(known), Standing::kOversight};
    known = message_for(services.ledger, *id, request.peer);
    return known ? Result<ViewedMessage>{ViewedMessage{*std::move(known), Standing::kRecipient}} : known.error();
}

Result<KnownMessage> message_to_take_back(receive::HttpRequest const& request, Services const& services)
{
    auto viewed = viewed_message(request, services);
    if (!viewed)
        return viewed.error();
    if (viewed->standing != Standing::kSender)
        return deliver::no_such_message();
    return std::move(viewed->known);
}

}  // namespace micklegate::api
