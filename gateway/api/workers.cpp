#include "gateway/api/workers.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace micklegate::api {

Workers::Workers(std::size_t threads) : pool_{std::make_unique<boost::asio::thread_pool>(threads)} {}

Workers::~Workers() { join(); }

void Workers::post(AgencyId const& agency, std::function<void()> work)
{
    {
        std::lock_guard const lock{mutex_};
        auto& queue = waiting_[agency];
        if (queue.empty())
            turns_.push_back(agency);
        queue.push_back(std::move(work));
    }
    // One call for each piece of work, whichever it then finds to be next.
    boost::asio::post(*pool_, [this] { take_next()(); });
}

void Workers::join() { pool_->join(); }

std::function<void()> Workers::take_next()
{
    std::lock_guard const lock{mutex_};
    auto const turn = waiting_.find(turns_.front());
    turns_.pop_front();
    std::function<void()> work = std::move(turn->second.front());
    turn->second.pop_front();
    if (turn->second.empty())
        waiting_.erase(turn);
    else
        turns_.push_back(turn->first);
    return work;
}

}  // namespace micklegate::api
