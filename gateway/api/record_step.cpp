#include "gateway/api/record_step.hpp"

#include "gateway/api/await.hpp"
#include "gateway/keep/refusal.hpp"

namespace micklegate::api {

Answer record_step(receive::HttpRequest& request, Services const& services, Decide decide, Told told)
{
    auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock());
    if (!spent)
        co_return receive::problem_response(spent.error());
    std::optional<Result<commit::Intent>> intent;
    std::function<void()> work = [&] { intent = decide(); };
    co_await run_on(services.workers, request.peer, std::move(work));
    if (!*intent)
        co_return receive::problem_response(intent->error());
    auto committing = commit_one(services.commits, **std::move(intent));
    auto const recorded = co_await std::move(committing);
    if (!recorded)
        co_return receive::problem_response(recorded.error());
    if (auto const refused = keep::refused_as(recorded->entry)) {
        services.refusals.charge(request.peer, 1, services.clock());
        co_return receive::problem_response(*refused);
    }
    if (!recorded->replayed && !recorded->entry.recipient.empty())
        services.mailroom.notify(recorded->entry.recipient);
    std::function<receive::HttpResponse()> answer = [&] {
        return committed_response(services.ledger, told(*recorded));
    };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
