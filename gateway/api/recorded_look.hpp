// A look into a register that is an entry of the log before it is answered: spent for, read on a worker, recorded.
#pragma once

#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"

namespace micklegate::api {

/// All that the functions refer to outlives the call. `look` runs on a worker, `entry` and `told` on the session's
/// thread; where anything fails, that is the answer, and nothing was told.
template <class Found>
[[nodiscard]] Answer recorded_look(receive::HttpRequest const& request, Services const& services,
                                   std::function<Result<Found>()> look,
                                   std::function<commit::Intent(Found const&)> entry,
                                   std::function<receive::HttpResponse(Found const&, commit::Receipt const&)> told)
{
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return receive::problem_response(spent.error());
    std::optional<Result<Found>> found;
    std::function<void()> looking = [&] { found = look(); };
    co_await run_on(services.workers, request.peer, std::move(looking));
    if (!*found)
        co_return receive::problem_response(found->error());
    auto committing = commit_one(services.commits, entry(**found));
    auto const entered = co_await std::move(committing);
    if (!entered)
        co_return receive::problem_response(entered.error());
    co_return told(**found, *entered);
}

}  // namespace micklegate::api
