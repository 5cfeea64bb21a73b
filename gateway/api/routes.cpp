#include "gateway/api/routes.hpp"

#include "gateway/api/handlers.hpp"
#include "gateway/api/openapi.hpp"

namespace micklegate::api {
namespace {

using receive::Access;
using receive::Effect;
using receive::HttpRequest;
using receive::Route;

using Resource = Answer (*)(HttpRequest&, Services const&);

Route for_agencies(std::string method, std::string pattern, Resource resource, Services const& services,
                   Effect effect = Effect::kNone)
{
    receive::Handler handler = [resource, &services](HttpRequest& request) { return resource(request, services); };
    return {std::move(method), std::move(pattern), Access::kAgency, std::move(handler), effect};
}

}  // namespace

Answer openapi(HttpRequest& /*request*/, Services const& /*services*/)
{
    receive::HttpResponse response{200, "application/json", std::string{openapi_text()}, {}};
    co_return response;
}

receive::Routes agency_routes(Services const& services)
{
    receive::PushHandler stream = [&services](HttpRequest& request, receive::PushChannel& channel) {
        return inbox_stream(request, channel, services);
    };
    std::vector<Route> rows;
    rows.push_back(for_agencies("POST", "/v1/messages", submit, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/messages/{id}", message_timeline, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/messages/{id}/recall", message_recall, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/messages/{id}/breach", message_breach, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/breaches", breach_list, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/lookups/orders", order_lookup, services, Effect::kRecorded));
    rows.push_back(
        for_agencies("POST", "/v1/lookups/orders/{index}/relied-on", order_relied_on, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/lookups/referrals", referral_lookup, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/performance", performance, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/subjects/erasures", erasure_request, services, Effect::kRecorded));
    rows.push_back(
        for_agencies("POST", "/v1/subjects/erasures/{index}/approve", erasure_approve, services, Effect::kRecorded));
    rows.push_back(
        for_agencies("POST", "/v1/subjects/erasures/{index}/withdraw", erasure_withdraw, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/subjects/erasures", erasure_list, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/subjects/holds", hold_place, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/subjects/holds/{index}/lift", hold_lift, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/subjects/holds", hold_list, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/inbox", inbox_list, services));
    rows.push_back({"GET", "/v1/inbox/stream", Access::kAgency, std::move(stream)});
    rows.push_back(for_agencies("GET", "/v1/inbox/{id}", inbox_fetch, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/inbox/{id}/receipts", inbox_receipt, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/blocks", block_list, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/due", due_list, services));
    rows.push_back(for_agencies("GET", "/v1/held", held_list, services));
    rows.push_back(for_agencies("POST", "/v1/held/{id}/release", held_release, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/held/{id}/return", held_return, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/receipts/{id}", proof_of_message, services));
    rows.push_back(for_agencies("POST", "/v1/log/cosignatures", log_cosignatures, services));
    rows.push_back(for_agencies("GET", "/log/{path*}", log_tile, services));
    rows.push_back(for_agencies("POST", "/v1/audit/searches", audit_search, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/audit/entries", audit_entries, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/audit/exports", audit_export, services, Effect::kRecorded));
    rows.push_back(for_agencies("POST", "/v1/audit/identities", audit_identity, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/v1/policies/{digest}", policy_texts, services, Effect::kRecorded));
    rows.push_back(for_agencies("GET", "/openapi.json", openapi, services));
    return receive::Routes{std::move(rows)};
}

}  // namespace micklegate::api
