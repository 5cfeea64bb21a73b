// GET /log/…: the log as C2SP tlog-tiles.
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/commit/log_resources.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

/// Entry bundles show who told whom of which pseudonym; every agency may check the tree, only an auditor may read it.
bool may_read(std::string_view path, AgencyId const& peer, road::Setup const& setup)
{
    return !path.starts_with("tile/entries/") || is_auditor(setup, peer);
}

/// The checkpoints that are not the ledger's alone: they change, and who asks again gets another.
std::optional<Result<std::string>> checkpoint_at(std::string_view path, Services const& services)
{
    if (path == "checkpoint") {
        auto const newest = commit::log_resource(services.ledger, path);
        return newest ? services.witnessed.with_cosignatures(std::string{as_text(*newest)})
                      : Result<std::string>{newest.error()};
    }
    if (path == "witnessed") {
        auto witnessed = services.witnessed.witnessed();
        return witnessed ? Result<std::string>{*std::move(witnessed)}
                         : problem(ProblemCode::kNotFound, "No checkpoint of this log has its witnesses yet.");
    }
    if (path == "pending" && services.witnessed.policy()) {
        auto const pending = services.witnessed.pending();
        return pending ? evidence::note_text(*pending) : Result<std::string>{pending.error()};
    }
    if (auto const policy = services.witnessed.policy(); policy && path == "witnesses")
        return evidence::witness_policy_text(*policy);
    return std::nullopt;
}

HttpResponse resource(HttpRequest const& request, Services const& services)
{
    std::string const& path = request.parameters.at("path");
    if (!may_read(path, request.peer, services.setup()))
        return receive::problem_response(problem(ProblemCode::kNotFound, "The log has no such resource for you."));
    if (auto const note = checkpoint_at(path, services))
        return *note ? HttpResponse{200, "text/plain; charset=utf-8", **note, {{"Cache-Control", "no-cache"}}}
                     : receive::problem_response(note->error());
    auto const bytes = commit::log_resource(services.ledger, path);
    if (!bytes)
        return receive::problem_response(bytes.error());
    return {200,
            "application/octet-stream",
            std::string{as_text(*bytes)},
            {{"Cache-Control", "private, max-age=31536000, immutable"}}};
}

}  // namespace

Answer log_tile(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return resource(request, services); });
}

}  // namespace micklegate::api
