// Submitting to a commit loop from a test and waiting for its answers.
#pragma once

#include "gateway/commit/commit_loop.hpp"

#include <future>
#include <stdexcept>

namespace micklegate::test {

/// The answers to come; an invalid future where the loop did not take the group.
inline std::future<commit::Answers> submit(commit::CommitLoop& loop, std::vector<commit::Intent> intents)
{
    auto promise = std::make_shared<std::promise<commit::Answers>>();
    auto future = promise->get_future();
    bool const taken =
        loop.submit(std::move(intents), [promise](commit::Answers answers) { promise->set_value(std::move(answers)); });
    return taken ? std::move(future) : std::future<commit::Answers>{};
}

inline commit::Answers commit_all(commit::CommitLoop& loop, std::vector<commit::Intent> intents)
{
    auto future = submit(loop, std::move(intents));
    if (!future.valid())
        throw std::runtime_error{"the commit loop took nothing"};
    return future.get();
}

inline Result<commit::Receipt> commit_one(commit::CommitLoop& loop, commit::Intent intent)
{
    std::vector<commit::Intent> intents;
    intents.push_back(std::move(intent));
    return commit_all(loop, std::move(intents)).front();
}

}  // namespace micklegate::test
