// POST /v1/audit/searches and GET /v1/audit/entries: auditors search the log, and each search is an entry of it.
#include "gateway/api/audit_asked.hpp"
#include "gateway/api/audit_page.hpp"
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

Answer show(HttpRequest const& request, Services const& services, Running running, unsigned status)
{
    std::function<HttpResponse()> answer = [&] { return page_of(running, services, status); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

using Read = Result<Asked> (*)(HttpRequest const&, Services const&);

Answer begin(HttpRequest const& request, Services const& services, Read read, unsigned status)
{
    std::optional<Result<Asked>> asked;
    std::function<void()> reading = [&] { asked = read(request, services); };
    co_await run_on(services.workers, request.peer, std::move(reading));
    if (!*asked)
        co_return receive::problem_response(asked->error());
    auto committing = commit_one(services.commits, entry_of_search(**asked, request.peer, services));
    auto const recorded_search = co_await std::move(committing);
    if (!recorded_search)
        co_return receive::problem_response(recorded_search.error());
    // It covers what stood before it: whatever is written while somebody pages on changes no page.
    Running running;
    running.search = running.below = recorded_search->index;
    running.filters = std::move((*asked)->filters);
    running.limit = (*asked)->limit;
    running.unknown = std::move((*asked)->unknown);
    auto showing = show(request, services, std::move(running), status);
    co_return co_await std::move(showing);
}

Answer go_on(HttpRequest const& request, Services const& services)
{
    std::optional<Result<Running>> running;
    std::function<void()> reading = [&] { running = read_running(request, services); };
    co_await run_on(services.workers, request.peer, std::move(reading));
    if (!*running)
        co_return receive::problem_response(running->error());
    auto showing = show(request, services, **std::move(running), 200);
    co_return co_await std::move(showing);
}

Result<void> spend(HttpRequest const& request, Services const& services)
{
    return spend_messages(services.budgets, request.peer, 1, services.clock());
}

}  // namespace

Answer audit_search(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (auto const spent = admitted ? spend(request, services) : admitted; !spent)
        co_return receive::problem_response(spent.error());
    auto beginning = begin(request, services, asked_in_body, 201);
    co_return co_await std::move(beginning);
}

Answer audit_entries(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (auto const spent = admitted ? spend(request, services) : admitted; !spent)
        co_return receive::problem_response(spent.error());
    bool const runs = request.query.contains("search");
    auto answering = runs ? go_on(request, services) : begin(request, services, asked_in_query, 200);
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
