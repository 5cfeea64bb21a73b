#include "gateway/api/workers.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace micklegate::api {

Workers::Workers(std::size_t threads) : pool_{std::make_unique<boost::asio::thread_pool>(threads)} {}

Workers::~Workers() { join(); }

void Workers::post(AgencyId const& agency, std::function<void()> work)
{
    // All that can fail comes before the work is in its queue, where another agency's call could find it.
    Queue piece;
    piece.push_back(std::move(work));
    std::lock_guard const lock{mutex_};
    boost::asio::post(*pool_, [this] { run_next(); });
    Queue& queue = waiting_[agency];
    queue.splice(queue.end(), piece);
}

void Workers::join() { pool_->join(); }

/// One call for each piece of work, whichever it then finds to be next; nothing, where post() failed after its call.
void Workers::run_next()
{
    for (auto const& work : take_next())
        work();
}

Workers::Queue Workers::take_next()
{
    Queue piece;
    std::lock_guard const lock{mutex_};
    if (waiting_.empty())
        return piece;
    if (turn_ == waiting_.end())
        turn_ = waiting_.begin();
    Queue& queue = turn_->second;
    piece.splice(piece.end(), queue, queue.begin());
    turn_ = queue.empty() ? waiting_.erase(turn_) : std::next(turn_);
    return piece;
}

}  // namespace micklegate::api
