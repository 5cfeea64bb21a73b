// POST /v1/log/cosignatures: a witness hands in what it cosigned, or anybody a checkpoint that speaks against the log.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/render.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

constexpr std::size_t kLargestNote = std::size_t{64} * 1024;  ///< bytes; the most lines a note may have are a fifth

Result<void> check_form(HttpRequest const& request)
{
    if (request.content_type != "text/plain")
        return problem(ProblemCode::kUnsupportedMediaType, "A cosigned checkpoint is plain text.", "Use text/plain.");
    if (request.body.size() > kLargestNote)
        return problem(ProblemCode::kBodyTooLarge, "A cosigned checkpoint is not larger than 64 KiB.");
    return {};
}

bool is_witness(commit::WitnessedLog::Policy const& policy, AgencyId const& peer)
{
    return policy && std::ranges::any_of(policy->witnesses, [name = peer.get() + "/witness"](auto const& witness) {
               return witness.key.name == name;
           });
}

/// Evidence is looked at whoever brings it; lines are a witness's to bring.
HttpResponse hand_in(HttpRequest const& request, Services const& services)
{
    if (!is_witness(services.witnessed.policy(), request.peer)) {
        auto const compared = services.witnessed.compare(request.body);
        return receive::problem_response(
            compared ? problem(ProblemCode::kNotFound, "Cosignatures are for the log's witnesses to hand in.",
                               "Ask the gateway's operator to name its key in the witness policy.")
                     : compared.error());
    }
    auto const taken = services.witnessed.take(request.body);
    if (!taken)
        return receive::problem_response(taken.error());
    boost::json::object out;
    out["size"] = taken->checkpoint.size;
    out["cosigned"] = boost::json::array(taken->cosigned.begin(), taken->cosigned.end());
    out["witnessed_size"] = services.witnessed.witnessed_size();
    return json_response(200, out);
}

}  // namespace

Answer log_cosignatures(HttpRequest& request, Services const& services)
{
    if (auto const sound = check_form(request); !sound)
        co_return receive::problem_response(sound.error());
    // Each costs signatures to verify and tiles to read.
    auto const spent = spend_or_refuse(services.cosignatures, request.peer, 1, services.clock(),
                                       "This agency has handed in too many checkpoints for now.");
    if (!spent)
        co_return receive::problem_response(spent.error());
    std::function<HttpResponse()> answer = [&] { return hand_in(request, services); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
