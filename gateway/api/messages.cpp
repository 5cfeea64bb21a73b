// GET /v1/messages/{id} and GET /v1/receipts/{id}: what became of a message, and the proof of it.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/evidence/tlog_proof.hpp"

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

Answer proof_of_message(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return proof_for(request, services); });
}

}  // namespace micklegate::api
