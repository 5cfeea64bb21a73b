// The threads that read the store and compute the road, off the sessions' threads; agencies take them in turns.
#pragma once

#include "gateway/model/ids.hpp"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>

namespace boost::asio {
class thread_pool;
}

namespace micklegate::api {

/// Thread-safe. A piece of work waits for at most one piece of every other agency ahead of its own agency's earlier
/// ones, however many those others have waiting.
class Workers {
public:
    explicit Workers(std::size_t threads);
    ~Workers();
    Workers(Workers const&) = delete;
    Workers& operator=(Workers const&) = delete;

    /// Where it throws, `work` never runs.
    void post(AgencyId const& agency, std::function<void()> work);
    /// Returns when all that was posted has run. Nothing may be posted afterwards.
    void join();

private:
    using Queue = std::list<std::function<void()>>;

    void run_next();
    [[nodiscard]] Queue take_next();

    std::mutex mutex_;
    std::map<AgencyId, Queue> waiting_;                          ///< no empty queues
    std::map<AgencyId, Queue>::iterator turn_ = waiting_.end();  ///< whose it is; past the last it is the first's
    std::unique_ptr<boost::asio::thread_pool> pool_;
};

}  // namespace micklegate::api
