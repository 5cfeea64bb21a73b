#include "gateway/api/listing.hpp"

#include "gateway/api/await.hpp"
#include "gateway/api/render.hpp"

namespace micklegate::api {

Answer listing(receive::HttpRequest& request, Services const& services, Look look)
{
    auto const query = read_inbox_query(request, services.limits);
    if (!query)
        co_return receive::problem_response(query.error());
    auto const watch = services.mailroom.watch(request.peer.get());
    Result<InboxPage> page = InboxPage{};
    std::function<void()> const look_now = [&] { page = look(*query); };
    co_await run_on(services.workers, request.peer, look_now);
    if (page && page->items.empty() && query->wait.count() > 0) {
        co_await watch->wait(query->wait);
        co_await run_on(services.workers, request.peer, look_now);
    }
    if (!page)
        co_return receive::problem_response(page.error());
    boost::json::object out;
    out["messages"] = std::move(page->items);
    if (page->next)
        out["next"] = *page->next;
    co_return json_response(200, out);
}

}  // namespace micklegate::api
