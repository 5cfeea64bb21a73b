#include "gateway/api/mailroom.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <optional>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;

/// The timer is touched only on its own executor; the flag carries a ring that comes before the wait.
class TimerWatch final : public Mailroom::Watch {
public:
    asio::awaitable<bool> wait(std::chrono::milliseconds longest) override
    {
        asio::any_io_executor executor = co_await asio::this_coro::executor;
        {
            std::lock_guard const lock{mutex_};
            timer_.emplace(executor);
            timer_->expires_after(rung_ ? std::chrono::milliseconds{0} : longest);
        }
        co_await timer_->async_wait(asio::as_tuple(asio::use_awaitable));
        std::lock_guard const lock{mutex_};
        timer_.reset();
        co_return std::exchange(rung_, false);
    }

    void ring() override
    {
        std::lock_guard const lock{mutex_};
        rung_ = true;
        if (!timer_)
            return;
        auto wake = [self = shared_from_this(), this] {
            std::lock_guard const inner{mutex_};
            if (timer_)
                timer_->cancel();
        };
        asio::post(timer_->get_executor(), std::move(wake));
    }

private:
    std::mutex mutex_;
    bool rung_ = false;
    std::optional<asio::steady_timer> timer_;
};

}  // namespace

std::shared_ptr<Mailroom::Watch> Mailroom::watch(std::string const& agency)
{
    auto watch = std::make_shared<TimerWatch>();
    std::lock_guard const lock{mutex_};
    auto& watches = watches_[agency];
    std::erase_if(watches, [](auto const& each) { return each.expired(); });
    watches.push_back(watch);
    if (closed_)
        watch->ring();
    return watch;
}

void Mailroom::notify(std::string const& agency)
{
    std::lock_guard const lock{mutex_};
    auto const at = watches_.find(agency);
    if (at == watches_.end())
        return;
    for (auto const& each : at->second)
        if (auto const watch = each.lock())
            watch->ring();
    std::erase_if(at->second, [](auto const& each) { return each.expired(); });
    if (at->second.empty())
        watches_.erase(at);
}

void Mailroom::close()
{
    std::lock_guard const lock{mutex_};
    closed_ = true;
    for (auto const& [agency, watches] : watches_)
        for (auto const& each : watches)
            if (auto const watch = each.lock())
                watch->ring();
}

}  // namespace micklegate::api
