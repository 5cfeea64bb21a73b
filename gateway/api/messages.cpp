// GET /v1/messages/{id} and GET /v1/receipts/{id}: what became of a message, and the proof of it.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/commit/private_text.hpp"
#include "gateway/evidence/tlog_proof.hpp"

#include <charconv>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;
using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

Result<KnownMessage> message_of(HttpRequest const& request, Services const& services)
{
    auto const id = message_id(request);
    if (!id)
        return id.error();
    return message_for(services.ledger, *id, request.peer);
}

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
    if (!entry.released_as.empty())
        out["released_as"] = entry.released_as;
    out["index"] = step.index;
    return out;
}

HttpResponse timeline_of(HttpRequest const& request, Services const& services)
{
    auto const known = message_of(request, services);
    if (!known)
        return receive::problem_response(known.error());
    commit::Entry const& first = known->first.entry;
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
                                      {"released_from", first.released_from}})
        if (!value.empty())
            out[name] = value;
    if (first.deadline)
        out["deadline"] = rfc3339(*first.deadline);
    boost::json::array steps;
    for (deliver::Step const& step : known->steps) {
        auto shown = step_object(services, *known, step, request.peer);
        if (!shown)
            return receive::problem_response(shown.error());
        steps.push_back(*std::move(shown));
    }
    out["steps"] = std::move(steps);
    return json_response(200, out);
}

/// The step whose proof is asked for: the first unless ?index= names another of this message's.
Result<Sequence> wanted_step(HttpRequest const& request, KnownMessage const& known)
{
    auto const asked = request.query.find("index");
    if (asked == request.query.end())
        return known.first.index;
    for (deliver::Step const& step : known.steps)
        if (std::to_string(step.index) == asked->second)
            return step.index;
    return problem(ProblemCode::kNotFound, "This message has no step at that index.",
                   "GET /v1/messages/{id} lists its steps.");
}

Result<std::string> prove(Services const& services, Sequence index)
{
    auto entry = services.ledger.entry(index);
    if (!entry)
        return entry.error();
    auto const note = services.ledger.checkpoint();
    if (!note)
        return note.error();
    auto const checkpoint = commit::newest_checkpoint(*note);
    if (!checkpoint)
        return checkpoint.error();
    auto path = evidence::inclusion_proof(services.ledger.tile_hashes(), index, checkpoint->size);
    if (!path)
        return path.error();
    return evidence::proof_text({index, *std::move(path), *note, *std::move(entry)});
}

HttpResponse proof_for(HttpRequest const& request, Services const& services)
{
    auto const known = message_of(request, services);
    if (!known)
        return receive::problem_response(known.error());
    auto const index = wanted_step(request, *known);
    auto proof = index ? prove(services, *index) : Result<std::string>{index.error()};
    if (!proof)
        return receive::problem_response(proof.error());
    return {200, "application/vnd.c2sp.tlog-proof", *std::move(proof), {}};
}

}  // namespace

Answer message_timeline(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return timeline_of(request, services); });
}

Answer proof_of_message(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return proof_for(request, services); });
}

}  // namespace micklegate::api
