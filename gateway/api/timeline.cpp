// GET /v1/messages/{id}: what became of a message, and of one that was recalled, what is to be known of the breach.
#include "gateway/api/await.hpp"
#include "gateway/api/breach_view.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/kept_copy.hpp"
#include "gateway/api/past_search.hpp"
#include "gateway/api/render.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/audit/filters.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/commit/private_text.hpp"

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

/// Who read and acted is for the sender to know. Who sent is not for the recipient: an agreement may withhold the
/// officer, and the attribute is free text that no agreement releases.
bool may_know_person(commit::Entry const& step, commit::Entry const& first, AgencyId const& peer)
{
    return step.agency == peer.get() || first.agency == peer.get();
}

Result<object> step_object(Services const& services, KnownMessage const& known, deliver::Step const& step,
                           AgencyId const& peer)
{
    auto const receipt = commit::stored_receipt(services.ledger, step.index);
    if (!receipt)
        return receipt.error();
    commit::Entry const& entry = receipt->entry;
    object out;
    out["state"] = name_of(entry.kind);
    out["time"] = rfc3339(entry.time);
    out["agency"] = entry.agency;
    bool const may_know = may_know_person(entry, known.first.entry, peer);
    if (entry.actor && may_know) {
        auto const opening = services.ledger.actor_opening(step.index);
        auto const person =
            opening ? commit::open_actor(services.keys, *entry.actor, *opening) : Result<std::string>{opening.error()};
        if (person)
            out["person"] = *person;
    }
    if (!entry.code.empty())
        out["code"] = entry.code;
    if (!entry.reason.empty() && may_know) {
        auto const opening = services.ledger.reason_opening(step.index);
        auto const reason = opening ? commit::open_private(services.keys, entry.reason, *opening)
                                    : Result<std::string>{opening.error()};
        if (reason)
            out["reason"] = *reason;
    }
    for (auto const& [name, value] : {std::pair{"released_as", entry.released_as}, {"followed_by", entry.followed_by}})
        if (!value.empty())
            out[name] = value;
    if (entry.kind == commit::EntryKind::kEscalated)
        out["to"] = entry.recipient;
    out["index"] = step.index;
    return out;
}

HttpResponse timeline_of(HttpRequest const& request, Services const& services, ViewedMessage const& viewed)
{
    KnownMessage const& known = viewed.known;
    commit::Entry const& first = known.first.entry;
    object out;
    out["message"] = first.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["to"] = first.recipient;
    out["outcome"] = name_of(first.kind);
    out["code"] = first.code;
    out["why"] = first.why;
    for (auto const& [name, value] : {std::pair{"rule", first.rule},
                                      {"agreement", first.agreement},
                                      {"policy", first.policy},
                                      {"released_from", first.released_from},
                                      {"follows", first.follows}})
        if (!value.empty())
            out[name] = value;
    out["state"] = name_of(deliver::state_of(known.steps));
    if (auto const put = put_deadline_or_destruction(services.ledger, known.first, known.steps, out); !put)
        return receive::problem_response(put.error());
    boost::json::array steps;
    for (deliver::Step const& step : known.steps) {
        auto shown = step_object(services, known, step, request.peer);
        if (!shown)
            return receive::problem_response(shown.error());
        steps.push_back(*std::move(shown));
    }
    out["steps"] = std::move(steps);
    if (viewed.standing != Standing::kRecipient)
        if (auto const shown = put_breach(services, known, request.peer, out); !shown)
            return receive::problem_response(shown.error());
    return json_response(200, out);
}

/// Of whoever has oversight, where it is no message of theirs. What is not there is not told of either, before they say
/// who asks.
bool is_consultation(Result<ViewedMessage> const& viewed, AgencyId const& peer, Services const& services)
{
    return viewed ? viewed->standing == Standing::kOversight : has_oversight(peer, services);
}

commit::Intent entry_of_look(Inquiry const& inquiry, KnownMessage const& known, AgencyId const& agency,
                             Services const& services)
{
    commit::Append append = entry_of(inquiry, commit::EntryKind::kSearched, agency, services.keys);
    append.entry.code = kOfBreach;
    audit::Filters filters;
    filters.values = {{audit::Dimension::kMessage, known.first.entry.message}};
    append.entry.filters = audit::filter_texts(filters);
    append.entry.subjects = known.first.entry.subjects;
    return recorded(std::move(append), services.clock());
}

/// Says in the log who looks, and what for.
boost::asio::awaitable<Result<void>> consult(HttpRequest const& request, Services const& services,
                                             Result<ViewedMessage> const& viewed)
{
    receive::TextMap query = request.query;
    auto const inquiry = take_inquiry(request.headers, query);
    if (!inquiry)
        co_return inquiry.error();
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return spent;
    if (!viewed)
        co_return viewed.error();
    auto committing = commit_one(services.commits, entry_of_look(*inquiry, viewed->known, request.peer, services));
    auto const looked = co_await std::move(committing);
    co_return looked ? Result<void>{} : Result<void>{looked.error()};
}

}  // namespace

Answer message_timeline(HttpRequest& request, Services const& services)
{
    std::optional<Result<ViewedMessage>> viewed;
    std::optional<HttpResponse> answer;
    std::function<void()> const show = [&] { answer = timeline_of(request, services, **viewed); };
    std::function<void()> look = [&] {
        viewed = viewed_message(request, services);
        if (*viewed && !is_consultation(*viewed, request.peer, services))
            show();
    };
    co_await run_on(services.workers, request.peer, std::move(look));
    if (answer)
        co_return *std::move(answer);
    if (!is_consultation(*viewed, request.peer, services))
        co_return receive::problem_response(viewed->error());
    auto consulting = consult(request, services, *viewed);
    auto const consulted = co_await std::move(consulting);
    if (!consulted)
        co_return receive::problem_response(consulted.error());
    co_await run_on(services.workers, request.peer, show);
    co_return *std::move(answer);
}

}  // namespace micklegate::api
