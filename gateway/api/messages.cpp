// GET /v1/receipts/{id}: the proof of what became of a message, once witnesses have vouched for it.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/commit/proof.hpp"

#include <charconv>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;
using receive::HttpRequest;
using receive::HttpResponse;

Result<KnownMessage> message_of(HttpRequest const& request, Services const& services)
{
    auto const id = message_id(request);
    if (!id)
        return id.error();
    return message_for(services.ledger, *id, request.peer);
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

/// Under the newest checkpoint at once, or only under one that the witnesses have vouched for.
Result<bool> asks_for_witnesses(HttpRequest const& request, Services const& services)
{
    auto const state = request.query.find("state");
    if (state == request.query.end())
        return services.witnessed.policy() != nullptr;
    if (state->second != "durable")
        return field_problem(ProblemCode::kInvalidValue, "?state", "must be durable or absent");
    return false;
}

HttpResponse prove(Services const& services, Sequence index, std::string note)
{
    auto proof = commit::proof_of(services.ledger, index, std::move(note));
    if (!proof)
        return receive::problem_response(proof.error());
    return {200, "application/vnd.c2sp.tlog-proof", *std::move(proof), {}};
}

/// The entry is durable, and nobody but the gateway has vouched for it yet.
HttpResponse waiting_for_witnesses(Services const& services, Sequence index, std::uint64_t size)
{
    boost::json::object out;
    out["state"] = "durable";
    out["index"] = index;
    out["size"] = size;
    out["witnessed_size"] = services.witnessed.witnessed_size();
    auto const missing = services.witnessed.missing();
    out["missing"] = boost::json::array(missing.begin(), missing.end());
    HttpResponse response = json_response(202, out);
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

HttpResponse proof_for(HttpRequest const& request, Services const& services)
{
    auto const known = message_of(request, services);
    if (!known)
        return receive::problem_response(known.error());
    auto const index = wanted_step(request, *known);
    auto const asks = asks_for_witnesses(request, services);
    if (!index || !asks)
        return receive::problem_response(index ? asks.error() : index.error());
    auto const newest = services.ledger.checkpoint();
    if (!newest)
        return receive::problem_response(newest.error());
    if (!*asks)
        return prove(services, *index, services.witnessed.with_cosignatures(*newest));
    auto witnessed = services.witnessed.witnessed();
    auto const vouched_for = witnessed ? commit::newest_checkpoint(*witnessed) : commit::newest_checkpoint({});
    if (vouched_for && *index < vouched_for->size)
        return prove(services, *index, *std::move(witnessed));
    auto const size = commit::newest_checkpoint(*newest);
    return size ? waiting_for_witnesses(services, *index, size->size) : receive::problem_response(size.error());
}

}  // namespace

Answer proof_of_message(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return proof_for(request, services); });
}

}  // namespace micklegate::api
