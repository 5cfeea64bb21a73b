// One function per resource; routes.cpp says which path reaches which.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/receive/http.hpp"
#include "gateway/receive/push_channel.hpp"

namespace micklegate::api {

using Answer = boost::asio::awaitable<receive::HttpResponse>;

/// POST /v1/messages
[[nodiscard]] Answer submit(receive::HttpRequest& request, Services const& services);
/// GET /v1/messages/{id}: for its sender and its recipient; of a recalled one also for the duty desk and auditors,
/// whose look is an entry
[[nodiscard]] Answer message_timeline(receive::HttpRequest& request, Services const& services);
/// POST /v1/messages/{id}/recall: its sender, or the desk that released it, takes it back
[[nodiscard]] Answer message_recall(receive::HttpRequest& request, Services const& services);
/// POST /v1/messages/{id}/breach: whether the Commissioner was told of what was recalled
[[nodiscard]] Answer message_breach(receive::HttpRequest& request, Services const& services);
/// GET /v1/breaches?after=&limit=: the clocks that run, for those who sent, the duty desk and auditors, of whom each
/// look is an entry
[[nodiscard]] Answer breach_list(receive::HttpRequest& request, Services const& services);
/// POST /v1/lookups/orders: whether there is an order, and whether breaking it is a crime now
[[nodiscard]] Answer order_lookup(receive::HttpRequest& request, Services const& services);
/// POST /v1/lookups/orders/{index}/relied-on: the officer acted on the answer
[[nodiscard]] Answer order_relied_on(receive::HttpRequest& request, Services const& services);
/// POST /v1/lookups/referrals: how a referral stands with each service that holds it
[[nodiscard]] Answer referral_lookup(receive::HttpRequest& request, Services const& services);
/// POST /v1/performance: the month's figures of services for victims
[[nodiscard]] Answer performance(receive::HttpRequest& request, Services const& services);
/// GET /v1/blocks?after=&limit=: the contact blocks that concern whoever asks; each look is an entry
[[nodiscard]] Answer block_list(receive::HttpRequest& request, Services const& services);
/// POST /v1/subjects/erasures: the first of two persons asks that a subject be erased; for the duty desk and auditors,
/// as are all of /v1/subjects
[[nodiscard]] Answer erasure_request(receive::HttpRequest& request, Services const& services);
/// POST /v1/subjects/erasures/{index}/approve: the second one, of another agency
[[nodiscard]] Answer erasure_approve(receive::HttpRequest& request, Services const& services);
/// POST /v1/subjects/erasures/{index}/withdraw
[[nodiscard]] Answer erasure_withdraw(receive::HttpRequest& request, Services const& services);
/// GET /v1/subjects/erasures: the requests that wait for the second person
[[nodiscard]] Answer erasure_list(receive::HttpRequest& request, Services const& services);
/// POST /v1/subjects/holds: nothing of a subject is erased or expires
[[nodiscard]] Answer hold_place(receive::HttpRequest& request, Services const& services);
/// POST /v1/subjects/holds/{index}/lift
[[nodiscard]] Answer hold_lift(receive::HttpRequest& request, Services const& services);
/// GET /v1/subjects/holds
[[nodiscard]] Answer hold_list(receive::HttpRequest& request, Services const& services);
/// GET /v1/inbox?after=&limit=&wait=
[[nodiscard]] Answer inbox_list(receive::HttpRequest& request, Services const& services);
/// GET /v1/inbox/{id}: the sealed message; the first fetch is recorded as delivered
[[nodiscard]] Answer inbox_fetch(receive::HttpRequest& request, Services const& services);
/// POST /v1/inbox/{id}/receipts
[[nodiscard]] Answer inbox_receipt(receive::HttpRequest& request, Services const& services);
/// GET /v1/due?state=&before=&after=&limit=: what is late and what is coming, for its two ends, those it was escalated
/// to and the duty desk
[[nodiscard]] Answer due_list(receive::HttpRequest& request, Services const& services);
/// GET /v1/held?after=&limit=&wait=: what waits for the duty desk
[[nodiscard]] Answer held_list(receive::HttpRequest& request, Services const& services);
/// POST /v1/held/{id}/release: the desk opened it and lets it walk again
[[nodiscard]] Answer held_release(receive::HttpRequest& request, Services const& services);
/// POST /v1/held/{id}/return: back to its sender, who is told what to mend
[[nodiscard]] Answer held_return(receive::HttpRequest& request, Services const& services);
/// WebSocket /v1/inbox/stream: one text per message that arrives
[[nodiscard]] boost::asio::awaitable<void> inbox_stream(receive::HttpRequest& request, receive::PushChannel& channel,
                                                        Services const& services);
/// GET /v1/receipts/{id}: a tlog-proof for the sender and the recipient, once the log's witnesses have vouched for it
[[nodiscard]] Answer proof_of_message(receive::HttpRequest& request, Services const& services);
/// GET /log/{path*}: checkpoints and hash tiles for every agency, entry bundles for auditors
[[nodiscard]] Answer log_tile(receive::HttpRequest& request, Services const& services);
/// POST /v1/log/cosignatures: from the log's witnesses
[[nodiscard]] Answer log_cosignatures(receive::HttpRequest& request, Services const& services);

/// POST /v1/audit/searches: an auditor searches the log
[[nodiscard]] Answer audit_search(receive::HttpRequest& request, Services const& services);
/// GET /v1/audit/entries: the next page of a search, or a search by what may stand in a URL
[[nodiscard]] Answer audit_entries(receive::HttpRequest& request, Services const& services);
/// POST /v1/audit/exports: an auditor carries away what a search found
[[nodiscard]] Answer audit_export(receive::HttpRequest& request, Services const& services);
/// POST /v1/audit/identities: who acted in an entry, for an auditor
[[nodiscard]] Answer audit_identity(receive::HttpRequest& request, Services const& services);
/// GET /v1/policies/{digest}: the texts of a set that was in force, for auditors
[[nodiscard]] Answer policy_texts(receive::HttpRequest& request, Services const& services);

/// GET /openapi.json: the description of all these
[[nodiscard]] Answer openapi(receive::HttpRequest& request, Services const& services);

}  // namespace micklegate::api
