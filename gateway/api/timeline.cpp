// GET /v1/messages/{id}: what became of a message, and of one that was recalled, what is to be known of the breach.
#include "gateway/api/await.hpp"
#include "gateway/api/breach_view.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/render.hpp"
#include "gateway/api/standing.hpp"
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
    out["index"] = step.index;
    return out;
}

HttpResponse timeline_of(HttpRequest const& request, Services const& services)
{
    auto const viewed = viewed_message(request, services);
    if (!viewed)
        return receive::problem_response(viewed.error());
    KnownMessage const& known = viewed->known;
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
    if (first.deadline && deliver::taken_back(known.steps) == nullptr)
        out["deadline"] = rfc3339(*first.deadline);
    boost::json::array steps;
    for (deliver::Step const& step : known.steps) {
        auto shown = step_object(services, known, step, request.peer);
        if (!shown)
            return receive::problem_response(shown.error());
        steps.push_back(*std::move(shown));
    }
    out["steps"] = std::move(steps);
    if (viewed->standing != Standing::kRecipient)
        if (auto const shown = put_breach(services, known, request.peer, out); !shown)
            return receive::problem_response(shown.error());
    return json_response(200, out);
}

}  // namespace

Answer message_timeline(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return timeline_of(request, services); });
}

}  // namespace micklegate::api
