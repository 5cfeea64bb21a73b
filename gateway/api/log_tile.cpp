// GET /log/…: the log as C2SP tlog-tiles.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/commit/log_resources.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

/// Entry bundles show who told whom of which pseudonym; every agency may check the tree, only an auditor may read it.
bool may_read(std::string_view path, AgencyId const& peer, Agencies const& agencies)
{
    if (!path.starts_with("tile/entries/"))
        return true;
    auto const agency = agencies.find(peer);
    return agency != agencies.end() && agency->second.kind == "auditor";
}

HttpResponse resource(HttpRequest const& request, Services const& services)
{
    std::string const& path = request.parameters.at("path");
    if (!may_read(path, request.peer, *services.setup().agencies))
        return receive::problem_response(problem(ProblemCode::kNotFound, "The log has no such resource for you."));
    auto const bytes = commit::log_resource(services.ledger, path);
    if (!bytes)
        return receive::problem_response(bytes.error());
    bool const checkpoint = path == "checkpoint";
    return {200,
            checkpoint ? "text/plain; charset=utf-8" : "application/octet-stream",
            std::string{as_text(*bytes)},
            {{"Cache-Control", checkpoint ? "no-cache" : "private, max-age=31536000, immutable"}}};
}

}  // namespace

Answer log_tile(HttpRequest& request, Services const& services)
{
    return answer_on(services.workers, request.peer, [&] { return resource(request, services); });
}

}  // namespace micklegate::api
