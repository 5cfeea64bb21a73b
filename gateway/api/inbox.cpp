// GET /v1/inbox: list with long poll, fetch, and the push stream.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/listing.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/destroyed.hpp"
#include "gateway/deliver/acknowledge.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;
using boost::json::object;
using commit::EntryKind;
using receive::HttpRequest;
using receive::HttpResponse;

constexpr std::chrono::seconds kPushSafetyLook{30};

HttpResponse sealed_message(Services const& services, KnownMessage const& known)
{
    auto const sealed = services.subjects.sealed_message(services.ledger, known.first.index, known.first.entry);
    if (!sealed)
        return receive::problem_response(sealed.error().code == ProblemCode::kNotFound
                                             ? commit::destroyed_copy(services.ledger, known.first.index)
                                             : sealed.error());
    commit::Entry const& entry = known.first.entry;
    object out;
    out["message"] = entry.message;
    out["type"] = entry.type;
    out["from"] = entry.agency;
    out["index"] = known.first.index;
    out["sha256"] = entry.sealed_sha256;
    out["sealed"] = base64(*sealed);
    return json_response(200, out);
}

}  // namespace

Answer inbox_list(HttpRequest& request, Services const& services)
{
    Look look = [&](InboxQuery const& query) {
        return inbox_page(services.ledger, request.peer, query.after, query.limit);
    };
    return listing(request, services, std::move(look));
}

Answer inbox_fetch(HttpRequest& request, Services const& services)
{
    auto const id = message_id(request);
    if (!id)
        co_return receive::problem_response(id.error());
    // The first becomes an entry, and each is a look by the commit thread.
    auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock());
    if (!spent)
        co_return receive::problem_response(spent.error());
    commit::Intent delivery = deliver::acknowledge({EntryKind::kDelivered, *id, request.peer, {}, {}}, services.keys,
                                                   services.limits.readers_per_message, {});
    auto committing = commit_one(services.commits, std::move(delivery));
    auto const delivered = co_await std::move(committing);
    if (!delivered)
        co_return receive::problem_response(delivered.error());
    std::function<HttpResponse()> answer = [&] {
        auto const known = message_for(services.ledger, *id, request.peer);
        return known ? sealed_message(services, *known) : receive::problem_response(known.error());
    };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

asio::awaitable<void> inbox_stream(HttpRequest& request, receive::PushChannel& channel, Services const& services)
{
    auto const query = read_inbox_query(request, services.limits);
    auto const watch = services.mailroom.watch(request.peer.get());
    std::optional<Sequence> after = query ? query->after : std::nullopt;
    while (query && !channel.closed()) {
        Result<InboxPage> page = InboxPage{};
        std::function<void()> look = [&] { page = inbox_page(services.ledger, request.peer, after, query->limit); };
        co_await run_on(services.workers, request.peer, std::move(look));
        if (!page)
            co_return;
        for (auto const& item : page->items) {
            std::string text = boost::json::serialize(item);
            bool const sent = co_await channel.send(std::move(text));
            if (!sent)
                co_return;
        }
        if (page->next)
            after = page->next;
        if (page->items.empty())
            co_await watch->wait(kPushSafetyLook);
    }
}

}  // namespace micklegate::api
