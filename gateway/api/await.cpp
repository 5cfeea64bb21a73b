#include "gateway/api/await.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;

/// Holds a coroutine's continuation together with work on its executor, which otherwise could end while another thread
/// computes.
template <class Handler>
class Continuation {
public:
    explicit Continuation(Handler handler)
        : handler_{std::make_shared<Handler>(std::move(handler))}, work_{asio::get_associated_executor(*handler_)}
    {
    }

    template <class... Values>
    void resume(Values... values)
    {
        auto run = [handler = handler_, ... values = std::move(values)]() mutable { (*handler)(std::move(values)...); };
        asio::post(work_.get_executor(), std::move(run));
        work_.reset();
    }

private:
    std::shared_ptr<Handler> handler_;
    asio::executor_work_guard<asio::associated_executor_t<Handler>> work_;
};

}  // namespace

asio::awaitable<Result<commit::Answers>> commit_group(commit::CommitLoop& loop, std::vector<commit::Intent> intents)
{
    auto initiate = [&loop, intents = std::move(intents)](auto handler) mutable {
        auto waiting = std::make_shared<Continuation<decltype(handler)>>(std::move(handler));
        auto done = [waiting](commit::Answers answers) { waiting->resume(std::move(answers)); };
        if (!loop.submit(std::move(intents), std::move(done)))
            waiting->resume(commit::Answers{});
    };
    commit::Answers answers = co_await asio::async_initiate<asio::use_awaitable_t<> const, void(commit::Answers)>(
        std::move(initiate), asio::use_awaitable);
    if (answers.empty())
        co_return problem(ProblemCode::kUnavailable, "The gateway has more waiting than it can hold.",
                          "Try again in a second.");
    co_return answers;
}

asio::awaitable<Result<commit::Receipt>> commit_one(commit::CommitLoop& loop, commit::Intent intent)
{
    std::vector<commit::Intent> intents;
    intents.push_back(std::move(intent));
    auto committing = commit_group(loop, std::move(intents));
    auto answers = co_await std::move(committing);
    if (!answers)
        co_return answers.error();
    co_return std::move(answers->front());
}

asio::awaitable<void> run_on(Workers& workers, AgencyId const& agency, std::function<void()> work)
{
    auto initiate = [&workers, &agency, work = std::move(work)](auto handler) mutable {
        auto waiting = std::make_shared<Continuation<decltype(handler)>>(std::move(handler));
        auto run = [waiting, work = std::move(work)] {
            std::exception_ptr failure;
            try {
                work();
            } catch (...) {
                failure = std::current_exception();
            }
            waiting->resume(failure);
        };
        workers.post(agency, std::move(run));
    };
    co_await asio::async_initiate<asio::use_awaitable_t<> const, void(std::exception_ptr)>(std::move(initiate),
                                                                                           asio::use_awaitable);
}

asio::awaitable<receive::HttpResponse> answer_on(Workers& workers, AgencyId const& agency,
                                                 std::function<receive::HttpResponse()> answer)
{
    receive::HttpResponse response;
    std::function<void()> work = [&] { response = answer(); };
    co_await run_on(workers, agency, std::move(work));
    co_return response;
}

}  // namespace micklegate::api
